using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.Rpc;

namespace FlinkYarn.MiniYarn.ResourceManager.ApplicationMasters;

/// <summary>
/// What an ApplicationMaster is told when it is out of step, in YARN's words (ApplicationMasterService).
/// </summary>
internal static class AllocateFailures
{
    const string Package = "org.apache.hadoop.yarn.exceptions.";

    public static RpcFailure NotInCache(YarnApplicationAttemptId attempt) =>
        new($"{Package}ApplicationAttemptNotFoundException",
            $"Application attempt {attempt} doesn't exist in ApplicationMasterService cache.");

    /// <summary>The same, as register and finish say it.</summary>
    public static RpcFailure NotInCacheForRequest(YarnApplicationAttemptId attempt) =>
        InvalidRequest($"Application doesn't exist in cache {attempt}");

    public static RpcFailure AlreadyRegistered(YarnApplicationAttemptId attempt) =>
        InvalidRequest($"Application Master is already registered : {attempt.Application}");

    public static RpcFailure NotRegistered(YarnApplicationAttemptId attempt) =>
        new($"{Package}ApplicationMasterNotRegisteredException",
            $"AM is not registered for known application attempt: {attempt} or RM had restarted after AM registered. "
                + " AM should re-register.");

    public static RpcFailure FinishBeforeRegister(YarnApplicationAttemptId attempt) =>
        new($"{Package}ApplicationMasterNotRegisteredException",
            $"Application Master is trying to unregister before registering for: {attempt.Application}");

    public static RpcFailure WrongResponseId(YarnApplicationAttemptId attempt, int expected, int received) =>
        InvalidRequest($"Invalid responseId in AllocateRequest from application attempt: {attempt}, expect responseId "
            + $"to be {expected}, but get {received}");

    public static RpcFailure InvalidResource(string message) =>
        new($"{Package}InvalidResourceRequestException", message);

    public static RpcFailure InvalidLabel(string message) =>
        new($"{Package}InvalidLabelResourceRequestException", message);

    public static RpcFailure InvalidBlacklist(string message) =>
        new($"{Package}InvalidResourceBlacklistRequestException", message);

    public static RpcFailure InvalidRelease(string message) =>
        new($"{Package}InvalidContainerReleaseException", message);

    public static RpcFailure Unsupported(string message) => new($"{Package}YarnException", message);

    static RpcFailure InvalidRequest(string message) =>
        new($"{Package}InvalidApplicationMasterRequestException", message);
}
