using System.Runtime.CompilerServices;

namespace FlinkYarn.Api.Types;

/// <summary>
/// Writes records, classes and structs field by field, with code emitted for the type; constructors are not run.
/// </summary>
sealed class ObjectSerializer<T> : TypeSerializer<T>
{
    readonly object[] parts;
    readonly WriteFields<T> writeFields;
    readonly ReadFields<T> readFields;

    public ObjectSerializer(SerializedField[] fields, object[] parts)
    {
        this.parts = parts;
        (writeFields, readFields) = FieldCodeEmitter.Emit<T>(fields, parts);
        IsImmutable = parts.All(part => ((IHasImmutability)part).IsImmutable)
            && (typeof(T).IsValueType || fields.All(field => field.Info.IsInitOnly));
    }

    public override bool IsImmutable { get; }

    public override void Write(T value, ref RecordWriter writer)
    {
        if (!typeof(T).IsValueType)
        {
            writer.WriteBoolean(value is not null);
            if (value is null)
            {
                return;
            }

            if (!typeof(T).IsSealed && value.GetType() != typeof(T))
            {
                ThrowDerived(value);
            }
        }

        writeFields(parts, value, ref writer);
    }

    public override T Read(ref RecordReader reader)
    {
        if (typeof(T).IsValueType)
        {
            T value = default!;
            readFields(parts, ref value, ref reader);
            return value;
        }

        if (!reader.ReadBoolean())
        {
            return default!;
        }

        var made = (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
        readFields(parts, ref made, ref reader);
        return made;
    }

    static void ThrowDerived(T value) =>
        throw new InvalidOperationException(
            $"A row declared as {TypeNames.Of(typeof(T))} is a {TypeNames.Of(value!.GetType())}: rows travel with exactly "
            + "their declared type. Seal the class, or give the stream the derived type.");
}

/// <summary>Writes the fields of a value; <paramref name="parts"/> are the fields' serializers.</summary>
delegate void WriteFields<in T>(object[] parts, T value, ref RecordWriter writer);

/// <summary>Reads the fields of a value that is already made.</summary>
delegate void ReadFields<T>(object[] parts, ref T value, ref RecordReader reader);
