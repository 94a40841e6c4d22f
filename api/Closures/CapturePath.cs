using FlinkYarn.Api.Types;

namespace FlinkYarn.Api.Closures;

/// <summary>Where the writer stands, in the words of the program's author, and what it found wrong.</summary>
sealed record CapturePath(string Owner, List<string> Problems, string Variable = "")
{
    /// <summary>One step into an object's field; the compiler's own names are translated back.</summary>
    public CapturePath Into(string field)
    {
        // CS$<>8__locals1 joins the scopes of one method: no step that an author sees.
        if (field.StartsWith("CS$<>", StringComparison.Ordinal))
        {
            return this;
        }

        var name = field.Contains("__this", StringComparison.Ordinal) ? "this"
            : field.StartsWith('<') && field.IndexOf('>', StringComparison.Ordinal) is var end and > 1 ? field[1..end]
            : field;
        return this with { Variable = Variable.Length == 0 ? name : $"{Variable}.{name}" };
    }

    public CapturePath Item(int index) => this with { Variable = $"{Variable}[{index}]" };

    /// <summary>Notes that a value cannot travel.</summary>
    public void Refuse(Type type, string reason)
    {
        var captured = Variable.Length == 0 ? "" : $"captures '{Variable}', ";
        Problems.Add($"{Owner}: {captured}{TypeNames.Of(type)}, which cannot travel to the TaskManagers: {reason}");
    }
}
