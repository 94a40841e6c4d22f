using System.Buffers;
using System.Text;

namespace FlinkYarn.Hadoop.Security;

/// <summary>Writes Hadoop's Writable encoding.</summary>
sealed class WritableWriter
{
    readonly ArrayBufferWriter<byte> output = new();

    public byte[] Written => output.WrittenSpan.ToArray();

    public WritableWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        return this;
    }

    public WritableWriter Variable(long value)
    {
        if (value is >= -112 and <= 127)
        {
            return Bytes([(byte)value]);
        }

        var rest = value < 0 ? ~value : value;
        var count = 1;
        while (count < 8 && rest >> (8 * count) != 0)
        {
            count++;
        }

        Bytes([(byte)((value < 0 ? -120 : -112) - count)]);
        for (var shift = 8 * (count - 1); shift >= 0; shift -= 8)
        {
            Bytes([(byte)(rest >> shift)]);
        }

        return this;
    }

    public WritableWriter Buffer(ReadOnlySpan<byte> bytes) => Variable(bytes.Length).Bytes(bytes);

    public WritableWriter Text(string text) => Buffer(Encoding.UTF8.GetBytes(text));
}
