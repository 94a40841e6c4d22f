namespace FlinkYarn.Api.Types.Builtin;

/// <summary>A list; null is allowed.</summary>
sealed class ListSerializer<T>(TypeSerializer<T> element) : TypeSerializer<List<T>?>
{
    public override bool IsImmutable => false;

    public override void Write(List<T>? value, ref RecordWriter writer) => Elements.Write(value, element, ref writer);

    public override List<T>? Read(ref RecordReader reader) => Elements.Read(element, ref reader);
}
