using System.Reflection;

namespace FlinkYarn.Api.Types;

/// <summary>One field of a type, under the name that a reader of the source knows.</summary>
/// <param name="Name">The property's name for an automatic property.</param>
readonly record struct SerializedField(string Name, FieldInfo Info)
{
    public Type Type => Info.FieldType;
}

/// <summary>All instance fields of a type, inherited ones too, in the order of their names.</summary>
static class SerializedFields
{
    public static SerializedField[] Of(Type type)
    {
        var fields = new List<SerializedField>();
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            fields.AddRange(
                from field in level.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                select new SerializedField(PlainName(field.Name), field));
        }

        // By name, so that fields can come and go between versions of a program.
        fields.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return [.. fields];
    }

    // <Name>k__BackingField of an automatic property.
    static string PlainName(string field) =>
        field.StartsWith('<') && field.IndexOf('>', StringComparison.Ordinal) is var end and > 1 ? field[1..end] : field;
}
