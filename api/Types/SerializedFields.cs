using System.Reflection;

namespace FlinkYarn.Api.Types;

/// <summary>One field of a type, under the name that a reader of the source knows.</summary>
/// <param name="Name">The property's name for an automatic property.</param>
readonly record struct SerializedField(string Name, FieldInfo Info)
{
    public Type Type => Info.FieldType;
}

/// <summary>
/// All instance fields of a type, inherited ones too, in the order of their names; without those in which the compiler
/// keeps a lambda for the next time, since it makes a new one when the field is empty.
/// </summary>
static class SerializedFields
{
    // Roslyn's names for them (GeneratedNames.MakeLambdaCacheFieldName).
    const string KeptLambda = "<>9__";

    public static SerializedField[] Of(Type type)
    {
        var fields = new List<SerializedField>();
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            fields.AddRange(
                from field in level.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                where !field.Name.StartsWith(KeptLambda, StringComparison.Ordinal)
                select new SerializedField(PlainName(field.Name), field));
        }

        // By name, so that fields can come and go between versions of a program.
        fields.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return [.. fields];
    }

    // <Name>k__BackingField of an automatic property.
    static string PlainName(string field) =>
        field.StartsWith('<') && field.IndexOf('>', StringComparison.Ordinal) is var end and > 1 ? field[1..end]
            : field;
}
