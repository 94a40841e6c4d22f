using FlinkYarn.Client.Commands;
using FlinkYarn.Client.Output;
using FlinkYarn.Hadoop.Configuration;

var context = new CommandContext(
    ConsoleOutput.Create(TimeProvider.System), Console.Out, HadoopEnvironment.OfProcess(), TimeProvider.System)
{
    Input = Console.In,
};
return await new FlinkYarnCommand(context).RunAsync(args, CancellationToken.None);
