namespace FlinkYarn.Api.Types;

/// <summary>Bytes that are not what their serializer would have written.</summary>
/// <param name="message">What is wrong with them.</param>
public sealed class RecordFormatException(string message) : Exception(message);
