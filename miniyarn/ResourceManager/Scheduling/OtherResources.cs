using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.MiniYarn.ResourceManager.Scheduling;

/// <summary>
/// Amounts of the resource types beside memory and cores (<c>yarn.resource-types</c>); the default value has none, and
/// a type that is not named has 0. Immutable.
/// </summary>
internal readonly struct OtherResources(IReadOnlyDictionary<string, long>? amounts) : IEquatable<OtherResources>
{
    // A default value has no dictionary.
    static readonly Dictionary<string, long> None = [];

    readonly IReadOnlyDictionary<string, long>? amounts = amounts;

    /// <summary>By the name of the type.</summary>
    public IReadOnlyDictionary<string, long> Amounts => amounts ?? None;

    public static OtherResources Of(ResourceProto resource) => resource.ResourceValueMap.Count == 0
        ? default
        : new(resource.ResourceValueMap.ToDictionary(type => type.Key, type => type.Value));

    /// <summary>Joins two, type by type.</summary>
    public static OtherResources Join(OtherResources left, OtherResources right, Func<long, long, long> join) =>
        left.amounts is null && right.amounts is null
            ? default
            : new(left.Amounts.Keys.Union(right.Amounts.Keys).ToDictionary(
                type => type,
                type => join(left.Amounts.GetValueOrDefault(type), right.Amounts.GetValueOrDefault(type))));

    public OtherResources Times(double factor) => amounts is null
        ? default
        : new(amounts.ToDictionary(type => type.Key, type => (long)(type.Value * factor)));

    public bool FitsIn(OtherResources room) =>
        amounts is null || amounts.All(type => type.Value <= room.Amounts.GetValueOrDefault(type.Key));

    /// <summary>Only those of types that exist: YARN drops the others from a request without a word.</summary>
    public OtherResources Only(OtherResources known)
    {
        var types = known.Amounts;
        return amounts is null ? default : new(amounts.Where(type => types.ContainsKey(type.Key)).ToDictionary());
    }

    public bool Equals(OtherResources other)
    {
        var (left, right) = (Amounts, other.Amounts);
        return left.Keys.Union(right.Keys).All(
            type => left.GetValueOrDefault(type) == right.GetValueOrDefault(type));
    }

    public override bool Equals(object? other) => other is OtherResources resources && Equals(resources);

    // Order and zeros must not matter.
    public override int GetHashCode() => Amounts.Where(type => type.Value != 0)
        .Aggregate(0, (hash, type) => hash ^ HashCode.Combine(type.Key, type.Value));

    /// <summary>As YARN's texts have it: ", yarn.io/gpu: 2".</summary>
    public override string ToString() => string.Concat(
        Amounts.OrderBy(type => type.Key, StringComparer.Ordinal).Select(type => $", {type.Key}: {type.Value}"));
}
