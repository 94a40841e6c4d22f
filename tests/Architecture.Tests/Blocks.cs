using System.Text.RegularExpressions;

namespace FlinkYarn.Architecture.Tests;

/// <summary>Finds method bodies by their braces, which stand alone on their lines in this code base.</summary>
static class Blocks
{
    static readonly Regex TypeDeclaration =
        new(@"\b(class|struct|record|interface|enum|namespace)\b", RegexOptions.NonBacktracking);

    public static IEnumerable<(string Where, int Lines)> OfMethods(SourceFile file)
    {
        for (var index = 1; index < file.Lines.Length; index++)
        {
            var line = file.Lines[index];
            if (line.Trim() != "{" || Declares(file.Lines, index, line.Length - 1))
            {
                continue;
            }

            var close = line[..^1] + "}";
            var end = Array.FindIndex(file.Lines, index, text => text.StartsWith(close, StringComparison.Ordinal));
            if (line.Length - 1 is 4 or 8 && end > index)
            {
                yield return ($"{file.Path}:{index}", end - index + 1);
            }
        }
    }

    // The declaration is the nearest line above with the brace's own indentation.
    static bool Declares(string[] lines, int brace, int indentation)
    {
        for (var index = brace - 1; index >= 0; index--)
        {
            var line = lines[index];
            if (line.Length > indentation && line.TakeWhile(c => c == ' ').Count() == indentation)
            {
                return TypeDeclaration.IsMatch(line.Split("//")[0]);
            }
        }

        return true;
    }
}
