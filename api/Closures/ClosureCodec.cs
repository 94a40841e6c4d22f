using FlinkYarn.Api.Types;

namespace FlinkYarn.Api.Closures;

/// <summary>
/// Writes functions as method + captured values, and rebuilds them against the program's own assemblies. Values are
/// frozen when they are written; shared objects and cycles stay what they are.
/// </summary>
static class ClosureCodec
{
    /// <summary>First byte of everything written; another one is refused.</summary>
    public const byte Version = 1;

    /// <summary>Writes an object graph.</summary>
    /// <param name="value">Operators with their functions, or anything that may travel.</param>
    /// <param name="owner">What the messages say it belongs to: <c>Operator 'Map' (Program.cs:12)</c>.</param>
    /// <exception cref="ClosureException">Something in it cannot travel; all of it is named.</exception>
    public static byte[] Write(object value, string owner)
    {
        var writer = new ClosureWriter();
        var problems = new List<string>();
        var output = new RecordWriter(new byte[1024]);
        output.WriteByte(Version);
        writer.Write(value, ref output, new CapturePath(owner, problems));
        return problems.Count == 0 ? output.Written.ToArray() : throw new ClosureException(problems);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="ClosureFormatException">The bytes are something else, or the program is another build.</exception>
    public static object Read(ReadOnlySpan<byte> bytes, IClosureTypeSource types)
    {
        var reader = new RecordReader(bytes);
        try
        {
            var version = reader.ReadByte();
            if (version != Version)
            {
                throw new ClosureFormatException(
                    $"The functions were written in format {version}; this FlinkYarn reads {Version}. Use one version.");
            }

            var value = new ClosureReader(types).Read(ref reader);
            return reader.Remaining == 0
                ? value ?? throw new ClosureFormatException("The functions are missing.")
                : throw new ClosureFormatException($"{reader.Remaining} bytes are left after the functions.");
        }
        catch (Exception failure) when (failure is RecordFormatException or InvalidCastException or ArgumentException
            or NullReferenceException or TypeLoadException or System.Reflection.TargetInvocationException
            or NotSupportedException or MemberAccessException or BadImageFormatException or InvalidOperationException)
        {
            throw new ClosureFormatException($"The encoded functions are damaged: {failure.Message}");
        }
    }
}
