namespace FlinkYarn.Api.Types.Builtin;

/// <summary>Types of which every bit pattern is a value: as they lie in memory.</summary>
sealed class RawSerializer<T> : TypeSerializer<T>
    where T : unmanaged
{
    public override bool IsImmutable => true;

    public override void Write(T value, ref RecordWriter writer) => writer.WriteRaw(value);

    public override T Read(ref RecordReader reader) => reader.ReadRaw<T>();
}
