namespace FlinkYarn.Api.Closures;

/// <summary>A function, or something that it captured, cannot travel to the TaskManagers.</summary>
public sealed class ClosureException : Exception
{
    internal ClosureException(IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine, problems))
    {
        Problems = problems;
    }

    /// <summary>One sentence each: what, where, and the remedy.</summary>
    public IReadOnlyList<string> Problems { get; }
}

/// <summary>Bytes that are no encoded functions, or belong to another build of the program.</summary>
/// <param name="message">What is wrong, and what to do.</param>
public sealed class ClosureFormatException(string message) : Exception(message);
