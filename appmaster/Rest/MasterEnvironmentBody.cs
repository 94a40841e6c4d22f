using System.Collections;
using System.Diagnostics;
using System.Runtime.InteropServices;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts.Rest;

namespace FlinkYarn.AppMaster.Rest;

/// <summary>What this process runs on. Read when it is asked for: nothing of it is needed at the start.</summary>
static class MasterEnvironmentBody
{
    const string OfRuntime = "DOTNET_";
    const string Assemblies = "TRUSTED_PLATFORM_ASSEMBLIES";

    public static MasterEnvironment Read()
    {
        using var process = Process.GetCurrentProcess();
        return new MasterEnvironment(
            new RuntimeBody(
                RuntimeInformation.FrameworkDescription, RuntimeInformation.ProcessArchitecture.ToString(), Options()),
            ((string?)AppContext.GetData(Assemblies) ?? "")
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            new ProcessBody(
                process.Id, new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds(),
                Environment.GetCommandLineArgs()));
    }

    // Only what .NET reads: the rest of a container's environment is no secret of ours to tell.
    static IReadOnlyList<string> Options() =>
    [
        .. from variable in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
           let name = (string)variable.Key
           where name.StartsWith(OfRuntime, StringComparison.Ordinal)
           orderby name
           select $"{name}={Secrets.Shown(name, (string?)variable.Value ?? "")}",
    ];
}
