namespace FlinkYarn.Api;

/// <summary>A program that cannot be run as it is, with every mistake in it.</summary>
public sealed class InvalidProgramException : Exception
{
    /// <summary>All mistakes of a program.</summary>
    /// <param name="mistakes">One sentence each, with the place in the program.</param>
    public InvalidProgramException(IReadOnlyList<string> mistakes)
        : base(string.Join(Environment.NewLine, mistakes.Prepend("The program cannot be run:")))
    {
        Mistakes = mistakes;
    }

    /// <summary>One sentence each, with the place in the program.</summary>
    public IReadOnlyList<string> Mistakes { get; }
}
