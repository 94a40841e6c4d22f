using FlinkYarn.Api.Execution;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Programs;

namespace FlinkYarn.Client.Programs;

/// <summary>Finds what is wrong with a program before any of it runs.</summary>
static class ProgramReview
{
    /// <summary>Slow-down of a Debug build, measured on the compiled chains.</summary>
    const int DebugCost = 8;

    /// <summary>One sentence each; none when the program can be run.</summary>
    public static IReadOnlyList<string> Mistakes(PublishedProgram program, string? entryType)
    {
        var file = program.EntryAssembly;
        if (!file.Exists)
        {
            return [$"There is no {file.FullName}."];
        }

        using var assembly = AssemblyInspection.Open(file);
        if (assembly is null)
        {
            return [$"{file.FullName} is not a .NET assembly. Give the .dll that dotnet publish writes, not an "
                + $"executable."];
        }

        var mistakes = new List<string>();
        if (assembly.ForeignMachine is { } machine)
        {
            mistakes.Add($"{file.Name} is built for {machine}; the nodes run linux-x64. Publish it for any CPU or -r "
                + $"linux-x64.");
        }

        if (entryType is not null && !assembly.TypesWithMain.Contains(entryType, StringComparer.Ordinal))
        {
            var nearest = NearestWord.Of(entryType, assembly.TypesWithMain);
            mistakes.Add($"{file.Name} has no type {entryType} with a static Main (-c)."
                + (nearest is null ? "" : $" Did you mean {nearest}?"));
        }
        else if (entryType is null && !assembly.HasEntryPoint)
        {
            mistakes.Add($"{file.Name} has no entry point: is it a library? Name a type with a static Main by -c.");
        }

        var ours = typeof(IJobClient).Assembly.GetName().Version!;
        if (assembly.ApiVersion is { } theirs && (theirs.Major, theirs.Minor) != (ours.Major, ours.Minor))
        {
            mistakes.Add($"{file.Name} is built against FlinkYarn.Api {theirs.ToString(3)}; this client has "
                + $"{ours.ToString(3)}. Reference the same version.");
        }

        return mistakes;
    }

    /// <summary>One sentence for each of the program's own assemblies that was built without optimization.</summary>
    public static IEnumerable<string> Warnings(PublishedProgram program)
    {
        // A .pdb beside it is the mark of the program's own assemblies; packages come without.
        foreach (var file in program.Folder.EnumerateFiles("*.dll").OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            var isOwn = file.FullName == program.EntryAssembly.FullName
                || File.Exists(Path.ChangeExtension(file.FullName, ".pdb"));
            using var assembly = isOwn ? AssemblyInspection.Open(file) : null;
            if (assembly is { IsDebugBuild: true } && !ProgramLoadContext.IsPart(file.Name))
            {
                yield return $"{file.Name} is a Debug build: its functions run about {DebugCost} times slower. "
                    + "Publish it with -c Release.";
            }
        }
    }
}
