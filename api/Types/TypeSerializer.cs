namespace FlinkYarn.Api.Types;

/// <summary>
/// Writes and reads the rows of one type. Compiled once a process; thread-safe, for it has no state.
/// </summary>
/// <typeparam name="T">The rows' type.</typeparam>
public abstract class TypeSerializer<T> : IHasImmutability
{
    /// <summary>
    /// Whether a value can be handed to another thread as it is: nobody can change it afterwards (numbers, strings,
    /// tuples and records of such).
    /// </summary>
    public abstract bool IsImmutable { get; }

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value; null where the type allows it.</param>
    /// <param name="writer">Grows when it must.</param>
    public abstract void Write(T value, ref RecordWriter writer);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Stands at the value's first byte, and after it when this returns.</param>
    /// <exception cref="RecordFormatException">
    /// The bytes are not such a value; nothing larger than they are was allocated.
    /// </exception>
    public abstract T Read(ref RecordReader reader);
}
