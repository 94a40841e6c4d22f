namespace FlinkYarn.Api.Types.Builtin;

/// <summary>A set with the default comparer; null is allowed.</summary>
sealed class HashSetSerializer<T>(TypeSerializer<T> element) : TypeSerializer<HashSet<T>?>
{
    public override bool IsImmutable => false;

    public override void Write(HashSet<T>? value, ref RecordWriter writer) => Elements.Write(value, element, ref writer);

    public override HashSet<T>? Read(ref RecordReader reader) => Elements.Read(element, ref reader)?.ToHashSet();
}
