namespace FlinkYarn.Api.Types;

/// <summary>A type whose values cannot be written, with every member that is in the way.</summary>
public sealed class UnserializableTypeException : Exception
{
    /// <summary>All that is wrong with one type.</summary>
    /// <param name="type">The type that was asked for.</param>
    /// <param name="problems">One sentence each.</param>
    public UnserializableTypeException(Type type, IReadOnlyList<string> problems)
        : base($"Rows of type {TypeNames.Of(type)} cannot travel between tasks: {string.Join(" ", problems)}")
    {
        Problems = problems;
    }

    /// <summary>One sentence a member, with its path and the remedy.</summary>
    public IReadOnlyList<string> Problems { get; }
}
