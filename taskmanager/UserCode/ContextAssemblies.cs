using System.Reflection;
using System.Runtime.Loader;
using FlinkYarn.Api.Closures;

namespace FlinkYarn.TaskManager.UserCode;

/// <summary>The assemblies of some load contexts by name; the first context that has it gives it.</summary>
sealed class ContextAssemblies(IReadOnlyList<AssemblyLoadContext> contexts) : IClosureTypeSource
{
    public Assembly? Find(string simpleName)
    {
        foreach (var context in contexts)
        {
            try
            {
                return context.LoadFromAssemblyName(new AssemblyName(simpleName));
            }
            catch (FileNotFoundException)
            {
                // The next program may have it.
            }
        }

        return null;
    }
}
