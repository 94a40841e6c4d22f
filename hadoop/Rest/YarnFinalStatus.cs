namespace FlinkYarn.Hadoop.Rest;

/// <summary>How an application says it ended; undefined until then (FinalApplicationStatusProto).</summary>
public enum YarnFinalStatus
{
    Undefined,
    Succeeded,
    Failed,
    Killed,
    Ended,
}
