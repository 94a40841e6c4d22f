using System.Text;

namespace FlinkYarn.Hadoop.Rest.Json;

/// <summary>Names of enum constants as Java writes them: NewSaving is NEW_SAVING.</summary>
static class JavaName
{
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        var text = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToUpperInvariant(letter));
        }

        return text.ToString();
    }
}
