using FlinkYarn.Api.Closures;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Failures;
using FlinkYarn.TaskManager.Network;
using FlinkYarn.TaskManager.Records;

namespace FlinkYarn.TaskManager.Tasks;

/// <summary>A task's exception as it is reported: a user's function is named with its operator.</summary>
static class TaskFailure
{
    public static FailureInfo Describe(Exception failure) => failure switch
    {
        OperatorException thrown =>
            FailureInfos.Of(thrown.InnerException!, FailureInfo.Types.Domain.User, thrown.OperatorName),
        ClosureFormatException => FailureInfos.Of(failure, FailureInfo.Types.Domain.User),
        PartitionException => FailureInfos.Of(failure, FailureInfo.Types.Domain.Connection),
        IOException => FailureInfos.Of(failure, FailureInfo.Types.Domain.External),
        _ => FailureInfos.Of(failure),
    };
}
