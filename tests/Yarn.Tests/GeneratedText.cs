using System.Text;

namespace FlinkYarn.Yarn.Tests;

/// <summary>Text of any size from a seed, with the count of each word taken while it is made.</summary>
sealed class GeneratedText
{
    readonly Dictionary<string, long> counts = [];

    /// <summary>Right counts, known without any of the code under test.</summary>
    public IReadOnlyDictionary<string, long> Counts => counts;

    /// <summary>Writes lines of words until at least so many bytes are there.</summary>
    public void Write(string path, long bytes, int seed)
    {
        var random = new Random(seed);
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16);
        for (long written = 0; written < bytes;)
        {
            for (var word = 0; word < 12; word++)
            {
                // Squared, so that some words are frequent and most are rare.
                var rank = (int)(Math.Pow(random.NextDouble(), 2) * 20_000);
                var text = $"wörd{rank}";
                counts[text] = counts.GetValueOrDefault(text) + 1;
                writer.Write(text);
                writer.Write(word == 11 ? '\n' : ' ');
                written += text.Length + 2;
            }
        }
    }
}
