namespace FlinkYarn.Runtime.Configuration;

/// <summary>What the user must change before anything can be done: every mistake that was found, told together.</summary>
sealed class MistakesException(IReadOnlyList<string> mistakes) : Exception(string.Join(Environment.NewLine, mistakes))
{
    public MistakesException(string mistake)
        : this([mistake])
    {
    }

    /// <summary>One sentence each, with the remedy.</summary>
    public IReadOnlyList<string> Mistakes => mistakes;
}
