using FlinkYarn.Api.Types;

namespace FlinkYarn.Api.Keys;

/// <summary>A type whose values cannot be keys.</summary>
/// <param name="type">The key's type.</param>
/// <param name="reason">Why, and what to use instead.</param>
public sealed class InvalidKeyTypeException(Type type, string reason)
    : Exception($"{TypeNames.Of(type)} cannot be a key: {reason}.");
