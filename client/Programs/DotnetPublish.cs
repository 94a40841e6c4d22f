using System.ComponentModel;
using System.Diagnostics;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Programs;

/// <summary>Publishes a project in Release by the .NET SDK; its output is shown when it fails.</summary>
sealed class DotnetPublish(Action<string> say)
{
    const int MostLines = 200;

    public async Task RunAsync(FileInfo project, DirectoryInfo target, CancellationToken cancellationToken)
    {
        say($"Publishing {project.Name} (Release)");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                "publish", project.FullName, "-c", "Release", "-o", target.FullName, "--nologo", "-v", "q",
                "-p:UseAppHost=false",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = project.DirectoryName,
        };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Start(start);
        var output = new Queue<string>();
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            throw new MistakesException(
                $"dotnet publish of {project.FullName} failed:{Environment.NewLine}{string.Join(Environment.NewLine, output)}");
        }
    }

    static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new MistakesException(
                "A project needs the .NET SDK to be published and there is no 'dotnet' in PATH. Install the SDK, or give a "
                + "published .dll.");
        }
    }

    static void Keep(Queue<string> output, string? line)
    {
        lock (output)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                output.Enqueue(line);
            }

            if (output.Count > MostLines)
            {
                output.Dequeue();
            }
        }
    }
}
