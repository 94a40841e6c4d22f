using FlinkYarn.AppMaster;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.Failures;
using FlinkYarn.TaskManager;

switch (args)
{
    case [ContainerRole.AppMaster]:
        return await ApplicationMasterEntry.RunAsync();
    case [ContainerRole.TaskManager]:
        return await TaskManagerEntry.RunAsync();
    default:
        Console.Error.WriteLine(
            $"This program runs in YARN's containers, as '{ContainerRole.AppMaster}' or "
            + $"'{ContainerRole.TaskManager}'; it was told '{string.Join(' ', args)}'. People start 'flinkyarn'.");
        return ExitCode.StartFailed;
}
