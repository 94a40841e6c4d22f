namespace FlinkYarn.Api.Types;

/// <summary>Types as a C# author writes them, for messages.</summary>
static class TypeNames
{
    public static string Of(Type type)
    {
        if (type.IsArray)
        {
            return Of(type.GetElementType()!) + "[]";
        }

        if (!type.IsGenericType)
        {
            return type.FullName is { } name && !name.StartsWith("System.", StringComparison.Ordinal) ? name : type.Name;
        }

        var bare = type.Name.Split('`')[0];
        return $"{bare}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
    }
}
