using System.Runtime.CompilerServices;
using FlinkYarn.Api.Types;

namespace FlinkYarn.Api.Closures;

/// <summary>Walks an object graph and writes each value by its kind. One use.</summary>
sealed class ClosureWriter
{
    readonly Dictionary<object, int> written = new(ReferenceEqualityComparer.Instance);
    readonly HashSet<object> unfinished = new(ReferenceEqualityComparer.Instance);
    readonly TypeReferenceWriter types = new();

    public void Write(object? value, ref RecordWriter output, CapturePath path)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            path.Refuse(value!.GetType(), "it is nested too deeply; use a flat collection.");
            return;
        }

        if (value is null)
        {
            output.WriteByte((byte)ClosureTag.Null);
        }
        else if (Primitives.TryGetCode(value.GetType(), out var code))
        {
            output.WriteByte((byte)ClosureTag.Primitive);
            output.WriteByte((byte)code);
            Primitives.Get(code).Write(value, ref output);
        }
        else if (value is Enum)
        {
            output.WriteByte((byte)ClosureTag.Enum);
            types.Write(value.GetType(), ref output);
            output.WriteInt64(Convert.ToInt64(Convert.ChangeType(value, Enum.GetUnderlyingType(value.GetType()))));
        }
        else if (value is Type type)
        {
            output.WriteByte((byte)ClosureTag.Type);
            types.Write(type, ref output);
        }
        else if (!value.GetType().IsValueType && written.TryGetValue(value, out var number))
        {
            output.WriteByte((byte)ClosureTag.Reference);
            output.WriteVarUInt32((uint)number);
        }
        else
        {
            WriteObject(value, ref output, path);
        }
    }

    void WriteObject(object value, ref RecordWriter output, CapturePath path)
    {
        var type = value.GetType();
        if (TravelRules.Refusal(value) is { } reason)
        {
            path.Refuse(type, reason);
            return;
        }

        if (!type.IsValueType)
        {
            written.Add(value, written.Count);
        }

        switch (value)
        {
            case Array array:
                WriteArray(array, ref output, path);
                break;
            case Delegate function:
                WriteDelegate(function, ref output, path);
                break;
            case var _ when KnownCollections.ComparerPlace(value) is var place and >= 0:
                output.WriteByte((byte)ClosureTag.Comparer);
                output.WriteByte((byte)place);
                break;
            case var _ when KnownCollections.Contains(type):
                WriteCollection(value, ref output, path);
                break;
            default:
                WriteFields(value, ref output, path);
                break;
        }
    }

    void WriteArray(Array array, ref RecordWriter output, CapturePath path)
    {
        var element = array.GetType().GetElementType()!;
        if (element != typeof(string) && element != typeof(Uri) && Primitives.TryGetCode(element, out var code))
        {
            output.WriteByte((byte)ClosureTag.PrimitiveArray);
            output.WriteByte((byte)code);
            Primitives.Get(code).WriteArray(array, ref output);
            return;
        }

        output.WriteByte((byte)ClosureTag.Array);
        types.Write(element, ref output);
        output.WriteVarUInt32((uint)array.Length);
        for (var index = 0; index < array.Length; index++)
        {
            Write(array.GetValue(index), ref output, path.Item(index));
        }
    }

    void WriteDelegate(Delegate function, ref RecordWriter output, CapturePath path)
    {
        output.WriteByte((byte)ClosureTag.Delegate);
        types.Write(function.GetType(), ref output);
        types.WriteMethod(function.Method, ref output);
        unfinished.Add(function);
        Write(function.Target, ref output, path);
        unfinished.Remove(function);
    }

    void WriteCollection(object collection, ref RecordWriter output, CapturePath path)
    {
        if (KnownCollections.ComparerCode(collection) is not { } comparer)
        {
            path.Refuse(collection.GetType(),
                "its comparer is the program's own; use the default one or StringComparer's.");
            return;
        }

        output.WriteByte((byte)ClosureTag.Collection);
        types.Write(collection.GetType(), ref output);
        output.WriteByte((byte)comparer);
        var items = KnownCollections.Items(collection);
        output.WriteVarUInt32((uint)items.Length);
        for (var index = 0; index < items.Length; index++)
        {
            WritePart(items[index], ref output, path.Item(index));
        }
    }

    // Of what is copied into its place when it is made, and so cannot wait for a function that is made later.
    void WritePart(object? value, ref RecordWriter output, CapturePath path)
    {
        if (value is not null && unfinished.Contains(value))
        {
            path.Refuse(value.GetType(), "it is the very function that captures it; keep it in a variable of its own.");
            return;
        }

        Write(value, ref output, path);
    }

    void WriteFields(object value, ref RecordWriter output, CapturePath path)
    {
        output.WriteByte((byte)ClosureTag.Object);
        types.Write(value.GetType(), ref output);
        foreach (var field in SerializedFields.Of(value.GetType()))
        {
            var part = field.Info.GetValue(value);
            var partPath = TravelRules.IsOurs(value.GetType()) ? path : path.Into(field.Info.Name);
            if (value.GetType().IsValueType)
            {
                WritePart(part, ref output, partPath);
            }
            else
            {
                Write(part, ref output, partPath);
            }
        }
    }
}
