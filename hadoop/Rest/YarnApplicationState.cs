namespace FlinkYarn.Hadoop.Rest;

/// <summary>Where an application stands in the RM (YarnApplicationStateProto).</summary>
public enum YarnApplicationState
{
    Unknown,
    New,
    NewSaving,
    Submitted,
    Accepted,
    Running,
    Finished,
    Failed,
    Killed,
}
