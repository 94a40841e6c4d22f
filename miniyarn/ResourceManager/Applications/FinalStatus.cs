using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.MiniYarn.ResourceManager.Applications;

/// <summary>Names of an application's final status (FinalApplicationStatus).</summary>
internal static class FinalStatus
{
    public static string Name(FinalApplicationStatusProto status) => status switch
    {
        FinalApplicationStatusProto.AppSucceeded => "SUCCEEDED",
        FinalApplicationStatusProto.AppFailed => "FAILED",
        FinalApplicationStatusProto.AppKilled => "KILLED",
        FinalApplicationStatusProto.AppEnded => "ENDED",
        _ => "UNDEFINED",
    };
}
