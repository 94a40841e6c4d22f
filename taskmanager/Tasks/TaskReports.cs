using FlinkYarn.Runtime.Contracts;
using FlinkYarn.TaskManager.Operators.Sinks;
using FlinkYarn.TaskManager.Operators.Sources;
using FlinkYarn.TaskManager.Transport;
using Google.Protobuf;

namespace FlinkYarn.TaskManager.Tasks;

/// <summary>What one task says to and asks of its JobManager.</summary>
sealed class TaskReports(DeployTask task, string host, MasterConnection master) : ISplitProvider, IRowCollector
{
    public void State(TaskStateChanged change)
    {
        change.Attempt = task.Attempt;
        master.Send(new TaskManagerMessage { FencingToken = task.JobManagerToken, TaskState = change });
    }

    public async Task<Split?> NextAsync()
    {
        var answer = await master.AskAsync(new TaskManagerMessage
        {
            FencingToken = task.JobManagerToken,
            RequestSplit = new RequestSplit { Attempt = task.Attempt, Host = host },
        });
        return answer.SplitAssigned.Split;
    }

    public Task SendAsync(string operatorId, ReadOnlySpan<byte> rows) => master.AskAsync(new TaskManagerMessage
    {
        FencingToken = task.JobManagerToken,
        Collected = new CollectedRows { Attempt = task.Attempt, OperatorId = operatorId,
            Rows = ByteString.CopyFrom(rows) },
    });
}
