using System.Runtime.CompilerServices;

namespace FlinkYarn.Api.Types.Builtin;

/// <summary>Stands for a type inside itself, as in a linked list, until its serializer is made.</summary>
sealed class RecursiveSerializer<T> : TypeSerializer<T>, IRecursiveSerializer
{
    TypeSerializer<T>? serializer;

    /// <summary>Decided by the other members; a cycle of references alone cannot be changed.</summary>
    public override bool IsImmutable => false;

    public void Complete(object made) => serializer = (TypeSerializer<T>)made;

    public override void Write(T value, ref RecordWriter writer)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        serializer!.Write(value, ref writer);
    }

    public override T Read(ref RecordReader reader)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new RecordFormatException("A value is nested too deeply to be read.");
        }

        return serializer!.Read(ref reader);
    }
}

/// <summary>Takes the serializer that it stood for.</summary>
interface IRecursiveSerializer
{
    void Complete(object made);
}
