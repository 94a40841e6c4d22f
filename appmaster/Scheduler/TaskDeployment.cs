using FlinkYarn.Api.Graph;
using FlinkYarn.AppMaster.ExecutionGraph;
using FlinkYarn.Runtime.Contracts;
using Google.Protobuf;

namespace FlinkYarn.AppMaster.Scheduler;

/// <summary>Writes what a TaskManager needs to run a subtask; all slots of the job are known by then.</summary>
sealed class TaskDeployment(
    ExecutionGraph.ExecutionGraph graph, string jobManagerToken, IReadOnlyList<ProgramArtifact> programs)
{
    public DeployTask Describe(ExecutionVertex vertex)
    {
        var slot = vertex.Current.Slot!;
        var task = new DeployTask
        {
            Attempt = vertex.Current.Id,
            AllocationId = slot.AllocationId,
            TaskName = vertex.Vertex.Name,
            Parallelism = vertex.Vertex.Parallelism,
            MaxParallelism = vertex.Vertex.MaxParallelism,
            Chain = UnsafeByteOperations.UnsafeWrap(vertex.Vertex.Chain),
            JobName = graph.Job.Name,
            JobManagerToken = jobManagerToken,
        };
        task.Programs.AddRange(programs);
        task.Configuration.Add(graph.Job.Configuration.ToDictionary());
        task.Inputs.AddRange(graph.InputsOf(vertex.Vertex.Id).Select(edge => Gate(edge, vertex)));
        task.Outputs.AddRange(graph.OutputsOf(vertex.Vertex.Id).Select((edge, index) => Partition(edge, index, vertex)));
        return task;
    }

    InputGate Gate(JobEdge edge, ExecutionVertex consumer)
    {
        var producers = graph.SubtasksOf(edge.Source);
        var output = graph.OutputsOf(edge.Source).TakeWhile(other => other != edge).Count();
        var gate = new InputGate();
        foreach (var source in EdgeChannels.Sources(
            edge.Strategy, producers.Count, consumer.Vertex.Parallelism, consumer.Subtask))
        {
            var producer = producers[source].Current;
            var targets = EdgeChannels.Targets(edge.Strategy, producers.Count, consumer.Vertex.Parallelism, source);
            gate.Channels.Add(new InputChannel
            {
                Partition = new PartitionId { Producer = producer.Id, Output = output },
                Subpartition = targets.Index().First(target => target.Item == consumer.Subtask).Index,
                ProducerResourceId = producer.Slot!.ResourceId,
                ProducerHost = producer.Slot.Host,
                ProducerDataPort = producer.Slot.DataPort,
            });
        }

        return gate;
    }

    ResultPartition Partition(JobEdge edge, int index, ExecutionVertex producer) => new()
    {
        Id = new PartitionId { Producer = producer.Current.Id, Output = index },
        ChainOutput = edge.SourceOutput,
        ShipStrategy = (int)edge.Strategy,
        Subpartitions = EdgeChannels.Targets(
            edge.Strategy, producer.Vertex.Parallelism, graph.SubtasksOf(edge.Target).Count, producer.Subtask).Count,
    };
}
