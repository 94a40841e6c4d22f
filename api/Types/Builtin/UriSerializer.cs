namespace FlinkYarn.Api.Types.Builtin;

/// <summary>The text that the URI was made of; null is allowed.</summary>
sealed class UriSerializer : TypeSerializer<Uri?>
{
    public override bool IsImmutable => true;

    public override void Write(Uri? value, ref RecordWriter writer) => writer.WriteString(value?.OriginalString);

    public override Uri? Read(ref RecordReader reader)
    {
        var text = reader.ReadString();
        return text is null
            ? null
            : Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var uri)
                ? uri
                : throw new RecordFormatException($"Not a URI: {text}");
    }
}
