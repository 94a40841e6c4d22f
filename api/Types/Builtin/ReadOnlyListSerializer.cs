namespace FlinkYarn.Api.Types.Builtin;

/// <summary>Any read-only list; it is read as a <see cref="List{T}"/>.</summary>
sealed class ReadOnlyListSerializer<T>(TypeSerializer<T> element) : TypeSerializer<IReadOnlyList<T>?>
{
    public override bool IsImmutable => false;

    public override void Write(IReadOnlyList<T>? value, ref RecordWriter writer) =>
        Elements.Write(value, element, ref writer);

    public override IReadOnlyList<T>? Read(ref RecordReader reader) => Elements.Read(element, ref reader);
}
