namespace FlinkYarn.Runtime.Configuration;

/// <summary>Where a program is run.</summary>
enum ExecutionTarget
{
    /// <summary>As an application of its own on YARN.</summary>
    YarnPerJob,

    /// <summary>In a session that runs on YARN.</summary>
    YarnSession,

    /// <summary>As an application on YARN in which the program itself runs, too.</summary>
    YarnApplication,

    /// <summary>In the client's process.</summary>
    Local,
}
