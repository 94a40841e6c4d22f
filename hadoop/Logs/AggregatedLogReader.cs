using System.Buffers.Binary;
using System.Text;

namespace FlinkYarn.Hadoop.Logs;

/// <summary>
/// Reads the logs that a NodeManager aggregated for an application in YARN's default format: a TFile whose keys are
/// container ids and whose values are runs of (file name, length as text, bytes)
/// (<c>org.apache.hadoop.yarn.logaggregation.AggregatedLogFormat</c>).
/// </summary>
public static class AggregatedLogReader
{
    static readonly string[] ReservedKeys = ["VERSION", "APPLICATION_OWNER", "APPLICATION_ACL"];

    /// <summary>All logs in a whole file, in its order.</summary>
    /// <exception cref="InvalidDataException">The bytes are no TFile, or are cut or damaged.</exception>
    public static IEnumerable<AggregatedLog> Read(ReadOnlyMemory<byte> file)
    {
        foreach (var (key, value) in TFile.ReadRecords(file))
        {
            var position = 0;
            var container = ReadUtf(key, ref position);
            if (ReservedKeys.Contains(container))
            {
                continue;
            }

            for (position = 0; position < value.Length;)
            {
                var name = ReadUtf(value, ref position);
                var length = ReadUtf(value, ref position);
                if (!int.TryParse(length, out var bytes) || bytes < 0 || bytes > value.Length - position)
                {
                    throw new InvalidDataException(
                        $"The log {name} of {container} says it has {length} bytes; {value.Length - position} are left.");
                }

                yield return new AggregatedLog(container, name, value.Slice(position, bytes));
                position += bytes;
            }
        }
    }

    // java.io.DataOutput.writeUTF: 16-bit length, then modified UTF-8, which is UTF-8 for all that names contain.
    static string ReadUtf(ReadOnlyMemory<byte> bytes, ref int position)
    {
        var left = bytes.Span[position..];
        if (left.Length < 2 || BinaryPrimitives.ReadUInt16BigEndian(left) > left.Length - 2)
        {
            throw new InvalidDataException($"A text at byte {position} of an aggregated log is cut short.");
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(left);
        position += 2 + length;
        return Encoding.UTF8.GetString(left.Slice(2, length));
    }
}
