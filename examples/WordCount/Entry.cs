namespace WordCount;

/// <summary>A word and how often it was seen.</summary>
sealed record Entry(string Word, long Count);
