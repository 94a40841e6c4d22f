namespace FlinkYarn.Runtime.Configuration;

/// <summary>Where a program is run.</summary>
enum ExecutionTarget
{
    /// <summary>As an application of its own on YARN.</summary>
    YarnPerJob,

    /// <summary>In the client's process.</summary>
    Local,
}
