using FlinkYarn.Client.Commands;
using FlinkYarn.Client.Output;
using FlinkYarn.Hadoop.Configuration;

var context = new CommandContext(
    ConsoleOutput.Create(TimeProvider.System), Console.Out, HadoopEnvironment.OfProcess(), TimeProvider.System);
return await new FlinkYarnCommand(context).RunAsync(args, CancellationToken.None);
