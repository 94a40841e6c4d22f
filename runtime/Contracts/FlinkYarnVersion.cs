using System.Reflection;

namespace FlinkYarn.Runtime.Contracts;

/// <summary>The version that the processes of one application must share.</summary>
static class FlinkYarnVersion
{
    /// <summary>As the build has it, without the commit.</summary>
    public static string Current { get; } = typeof(FlinkYarnVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
