using FlinkYarn.Api.Closures;
using FlinkYarn.Api.Graph;
using FlinkYarn.Api.Graph.Operators;
using FlinkYarn.Api.Graph.Partitioning;
using FlinkYarn.Runtime.Contracts;
using Google.Protobuf;

namespace FlinkYarn.TaskManager.Tests.Tasks;

/// <summary>Deployments as a JobManager makes them.</summary>
static class Deployments
{
    public const string Token = "job-manager";

    /// <summary>A chain of operators, one after the other, without inputs or outputs.</summary>
    public static DeployTask Chain(params OperatorDescriptor[] operators) => Make([], operators);

    /// <summary>The same, with its last operator feeding one output.</summary>
    public static DeployTask ChainWithOutput(PartitionerDescriptor partitioner, params OperatorDescriptor[] operators)
    {
        var deployment = Make([new ChainOutput { Partitioner = partitioner }], operators);
        deployment.Outputs.Add(new ResultPartition
        {
            Id = new PartitionId { Producer = deployment.Attempt },
            Subpartitions = 1,
            ShipStrategy = (int)partitioner.Strategy,
        });
        return deployment;
    }

    public static Split Range(long from, long to) => new() { Range = new RangeSplit { From = from, To = to } };

    static DeployTask Make(ChainOutput[] outputs, OperatorDescriptor[] operators) => new()
    {
        Attempt = new ExecutionAttemptId { JobId = "job", VertexId = "vertex" },
        AllocationId = "allocation",
        TaskName = "Test",
        Parallelism = 1,
        MaxParallelism = 128,
        JobName = "test",
        JobManagerToken = Token,
        Chain = ByteString.CopyFrom(ClosureCodec.Write(
            new OperatorChain
            {
                Outputs = outputs,
                Nodes = [.. operators.Select((operation, index) => new ChainNode
                {
                    OperatorId = $"operator-{index}",
                    Name = $"{operation.Kind} {index}",
                    Operator = operation,
                    Next = index + 1 < operators.Length ? [index + 1] : [],
                    Outputs = index + 1 == operators.Length ? [.. Enumerable.Range(0, outputs.Length)] : [],
                })],
            }, "test")),
    };
}
