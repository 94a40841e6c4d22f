using FlinkYarn.MiniYarn.Commands;

return await new MiniYarnCommand(Console.Out, TimeProvider.System).RunAsync(args);
