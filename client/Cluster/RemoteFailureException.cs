using FlinkYarn.Runtime.Contracts.Rest;

namespace FlinkYarn.Client.Cluster;

/// <summary>The first cause of a job's failure as the ApplicationMaster told it, with the stack it had there.</summary>
sealed class RemoteFailureException(FailureCause cause) : Exception(cause.Message)
{
    /// <summary>The operator it happened in.</summary>
    public string? Operator => cause.Operator;

    public override string ToString() => cause.StackTrace.Length > 0 ? cause.StackTrace : $"{cause.Type}: {cause.Message}";
}
