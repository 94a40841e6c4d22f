using System.Collections;

namespace FlinkYarn.Api.Closures;

/// <summary>The framework's collections that travel by their items, and the comparers that they may have.</summary>
static class KnownCollections
{
    static readonly HashSet<Type> WithComparer = [typeof(Dictionary<,>), typeof(HashSet<>)];

    static readonly HashSet<Type> Plain =
    [
        typeof(List<>), typeof(Queue<>), typeof(Stack<>), typeof(LinkedList<>), typeof(SortedDictionary<,>),
        typeof(SortedList<,>), typeof(SortedSet<>),
    ];

    // A comparer's place is its code, so only append.
    static readonly object[] Comparers =
    [
        StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase, StringComparer.InvariantCulture,
        StringComparer.InvariantCultureIgnoreCase,
    ];

    public static bool Contains(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is { } definition
        && (WithComparer.Contains(definition) || Plain.Contains(definition));

    /// <summary>0 for the default comparer, otherwise one more than its place; null when it is not a known one.</summary>
    public static int? ComparerCode(object collection)
    {
        var comparer = collection.GetType().GetProperty("Comparer")?.GetValue(collection);
        if (comparer is null || comparer.GetType().Name.Contains("Default", StringComparison.Ordinal)
            || comparer.GetType().Name.StartsWith("Generic", StringComparison.Ordinal)
            || comparer.GetType().Name.StartsWith("ByteEquality", StringComparison.Ordinal)
            || comparer.GetType().Name.StartsWith("EnumEquality", StringComparison.Ordinal))
        {
            return 0;
        }

        return Array.IndexOf(Comparers, comparer) is var place and >= 0 ? place + 1 : null;
    }

    public static int ComparerPlace(object value) => Array.IndexOf(Comparers, value);

    public static object Comparer(int place) =>
        (uint)place < Comparers.Length ? Comparers[place] : throw new ClosureFormatException($"Unknown comparer {place}.");

    /// <summary>The items in the order in which adding them again gives an equal collection.</summary>
    public static object?[] Items(object collection)
    {
        var items = ((IEnumerable)collection).Cast<object?>().ToArray();
        if (collection.GetType().GetGenericTypeDefinition() == typeof(Stack<>))
        {
            Array.Reverse(items);
        }

        return items;
    }

    public static object Create(Type type, int comparerCode)
    {
        if (comparerCode == 0)
        {
            return Activator.CreateInstance(type)!;
        }

        if (type.GetGenericArguments()[0] != typeof(string))
        {
            throw new ClosureFormatException($"A comparer of strings in a {type.Name} of something else.");
        }

        return Activator.CreateInstance(type, Comparer(comparerCode - 1))!;
    }

    /// <summary>Adds what <see cref="Items"/> gave.</summary>
    public static Action<object?> Adder(object collection)
    {
        if (collection is IDictionary dictionary)
        {
            var pair = typeof(KeyValuePair<,>).MakeGenericType(collection.GetType().GetGenericArguments());
            var (key, value) = (pair.GetProperty("Key")!, pair.GetProperty("Value")!);
            return item => dictionary.Add(key.GetValue(item)!, value.GetValue(item));
        }

        if (collection is IList list)
        {
            return item => list.Add(item);
        }

        var element = collection.GetType().GetGenericArguments()[0];
        var add = collection.GetType().GetMethods().First(method =>
            method.Name is "Add" or "Enqueue" or "Push" or "AddLast"
            && method.GetParameters() is [var only] && only.ParameterType == element);
        return item => add.Invoke(collection, [item]);
    }
}
