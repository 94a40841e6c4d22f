using System.Reflection;

namespace FlinkYarn.Runtime.Contracts;

/// <summary>The version that the processes of one application must share.</summary>
static class FlinkYarnVersion
{
    static readonly string[] Parts = typeof(FlinkYarnVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+');

    /// <summary>As the build has it, without the commit.</summary>
    public static string Current { get; } = Parts[0];

    /// <summary>The commit that was built; null when it was built elsewhere than in a repository.</summary>
    public static string? Revision { get; } = Parts.ElementAtOrDefault(1);
}
