using System.Runtime.CompilerServices;
using FlinkYarn.Api.Graph;
using FlinkYarn.Api.Types;

namespace FlinkYarn.Api.Execution;

/// <summary>Runs a job and reads one collect sink of it.</summary>
static class RowCollection
{
    public static async IAsyncEnumerable<T> RunAsync<T>(
        StreamExecutionEnvironment environment, Transformation sink, string jobName,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        sink.Uid ??= $"collect-{jobName}";
        var client = await environment.ExecuteAsync(jobName, cancellationToken).ConfigureAwait(false);
        if (client is not ICollectedRows rows)
        {
            throw new NotSupportedException("Rows of a detached job cannot be collected; submit it attached.");
        }

        var operatorId = JobGraphIds.OfUid(sink.Uid);
        var isComplete = false;
        try
        {
            await foreach (var chunk in rows.ReadAsync(operatorId, cancellationToken).ConfigureAwait(false))
            {
                foreach (var row in Deserialize<T>(chunk.Span))
                {
                    yield return row;
                }
            }

            isComplete = true;
        }
        finally
        {
            if (!isComplete)
            {
                // Whoever stops reading does not want the rest of the job either.
                await client.CancelAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    static List<T> Deserialize<T>(ReadOnlySpan<byte> chunk)
    {
        var serializer = TypeSerializers.For<T>();
        var reader = new RecordReader(chunk);
        var rows = new List<T>();
        while (reader.Remaining > 0)
        {
            rows.Add(serializer.Read(ref reader));
        }

        return rows;
    }
}
