namespace FlinkYarn.Api.Types.Builtin;

/// <summary>The number of elements plus one (0 is null), then the elements.</summary>
sealed class ArraySerializer<T>(TypeSerializer<T> element) : TypeSerializer<T[]?>
{
    public override bool IsImmutable => false;

    public override void Write(T[]? value, ref RecordWriter writer) => Elements.Write(value, element, ref writer);

    public override T[]? Read(ref RecordReader reader) => Elements.Read(element, ref reader)?.ToArray();
}
