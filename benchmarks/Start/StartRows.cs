namespace FlinkYarn.Benchmarks.Start;

/// <summary>Names of the rows that the peer has, too.</summary>
static class StartRows
{
    public const string PerJobWall = "per-job, tiny job, wall";
    public const string PerJobCpu = "per-job, tiny job, CPU of all processes";
    public const string SessionUp = "session up (detached)";
    public const string FirstJob = "first job of a session";
    public const string WarmSubmit = "warm submit to a session";
    public const string MasterMemory = "ApplicationMaster, resident";
    public const string WorkerMemory = "idle TaskManager, resident";
    public const string ClientMemory = "client, resident";
    public const string SmallestContainer = "smallest container";
    public const string FirstUpload = "uploaded by the first submit";
    public const string SecondUpload = "uploaded by the second submit";
}
