namespace FlinkYarn.Api.Closures;

/// <summary>What stands before each encoded value.</summary>
enum ClosureTag : byte
{
    Null,

    /// <summary>An object that was written before, by its number.</summary>
    Reference,
    Primitive,
    Enum,
    Type,
    Array,
    PrimitiveArray,
    Delegate,
    Collection,
    Comparer,

    /// <summary>An object or struct by its fields.</summary>
    Object,
}

/// <summary>How a type is named.</summary>
enum TypeTag : byte
{
    /// <summary>By name, among the framework's.</summary>
    Framework,

    /// <summary>By name, among FlinkYarn.Api's.</summary>
    Api,

    /// <summary>By metadata token in an assembly of the program.</summary>
    Program,
    Generic,
    Array,
}
