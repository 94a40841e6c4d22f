namespace FlinkYarn.Runtime.Configuration;

/// <summary>Finds what somebody probably meant: the word with the least edit distance (Damerau, Levenshtein).</summary>
static class NearestWord
{
    const int LongestWord = 200;

    /// <summary>Null when none is nearer than a third of the word's letters.</summary>
    public static string? Of(string word, IEnumerable<string> known)
    {
        if (word.Length > LongestWord)
        {
            return null;
        }

        var most = Math.Max(2, word.Length / 3);
        return known.Select(candidate => (candidate, distance: Distance(word, candidate)))
            .Where(pair => pair.distance <= most)
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate).FirstOrDefault();
    }

    static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0 ? i + j : Step(rows, left, right, i, j);
            }
        }

        return rows[left.Length, right.Length];
    }

    static int Step(int[,] rows, string left, string right, int i, int j)
    {
        var change = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1;
        var least = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + change);
        var isSwapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
        return isSwapped ? Math.Min(least, rows[i - 2, j - 2] + 1) : least;
    }
}
