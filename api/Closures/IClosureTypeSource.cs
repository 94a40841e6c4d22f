using System.Reflection;

namespace FlinkYarn.Api.Closures;

/// <summary>Gives the program's assemblies to whoever rebuilds its functions.</summary>
interface IClosureTypeSource
{
    /// <summary>The program's assembly of that simple name; null when the program has none.</summary>
    Assembly? Find(string simpleName);
}
