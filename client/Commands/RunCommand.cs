using System.CommandLine;
using FlinkYarn.Api.Execution;
using FlinkYarn.Client.Deployment;
using FlinkYarn.Client.Programs;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Programs;

namespace FlinkYarn.Client.Commands;

/// <summary><c>run</c>: everything is checked and told in one answer, then the program runs once.</summary>
sealed class RunCommand(CommandContext context, ProgramLine line, ProgramFlags flags)
{
    public async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var mistakes = new List<string>(line.Mistakes);
        var settings = flags.Apply(SettingsSources.ReadFile(context), parsed, mistakes);
        var reader = new ConfigurationReader(settings);
        var options = DeploymentOptions.Read(settings, reader);
        mistakes.AddRange(reader.Review());
        foreach (var warning in reader.UnknownKeys())
        {
            context.Output.Warn(warning);
        }

        if (options.Execution.Target is null && settings["execution.target"] is null)
        {
            mistakes.Add("Say where to run it: -t yarn-per-job or -t local (or execution.target in config.yaml).");
        }

        using var program = await OpenAsync(parsed, mistakes, cancellationToken);
        if (options.Execution.Target == ExecutionTarget.Local)
        {
            Refuse(mistakes);
            return await RunLocallyAsync(program!, parsed, options, cancellationToken);
        }

        using var descriptor = await CheckClusterAsync(options, mistakes, cancellationToken);
        Refuse(mistakes);
        return parsed.GetValue(flags.DryRun)
            ? await RunDryAsync(program!, descriptor!, parsed, options, cancellationToken)
            : await RunOnYarnAsync(program!, descriptor!, parsed, options, cancellationToken);
    }

    async Task<PublishedProgram?> OpenAsync(
        ParseResult parsed, List<string> mistakes, CancellationToken cancellationToken)
    {
        try
        {
            var program = await ProgramOpening.OpenAsync(
                context, line, parsed.GetValue(flags.EntryType), cancellationToken);
            return program;
        }
        catch (MistakesException mistaken)
        {
            mistakes.AddRange(mistaken.Mistakes);
            return null;
        }
    }

    async Task<YarnClusterDescriptor?> CheckClusterAsync(
        DeploymentOptions options, List<string> mistakes, CancellationToken cancellationToken)
    {
        if (options.Execution.Target is null)
        {
            return null;
        }

        try
        {
            var connection = YarnConnection.Open(options.Settings, context.Environment);
            var descriptor = new YarnClusterDescriptor(connection, options, context.Output, context.Time);
            mistakes.AddRange(await descriptor.CheckAsync(cancellationToken));
            return descriptor;
        }
        catch (MistakesException mistaken)
        {
            mistakes.AddRange(mistaken.Mistakes);
            return null;
        }
    }

    async Task<int> RunOnYarnAsync(
        PublishedProgram program, YarnClusterDescriptor descriptor, ParseResult parsed, DeploymentOptions options,
        CancellationToken cancellationToken)
    {
        await descriptor.PackAsync(program, context.Variable("FLINKYARN_HOME"), cancellationToken);
        using var executor = new YarnJobExecutor(descriptor, options, context.Output, context.Time, cancellationToken);
        try
        {
            return await RunProgramAsync(program, executor, parsed, options, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), context.Time);
            await executor.LeaveAsync(patience.Token);
            return ExitCodes.Interrupted;
        }
        finally
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                await executor.TellEndsAsync(cancellationToken);
            }
        }
    }

    Task<int> RunLocallyAsync(
        PublishedProgram program, ParseResult parsed, DeploymentOptions options, CancellationToken cancellationToken) =>
        RunProgramAsync(program, LocalExecutor.Load(), parsed, options, cancellationToken);

    async Task<int> RunDryAsync(
        PublishedProgram program, YarnClusterDescriptor descriptor, ParseResult parsed, DeploymentOptions options,
        CancellationToken cancellationToken)
    {
        var shipment = await descriptor.PackAsync(program, context.Variable("FLINKYARN_HOME"), cancellationToken);
        var graph = await new GraphOfProgram(program, parsed.GetValue(flags.EntryType))
            .TakeAsync(line.Arguments, options.Settings, cancellationToken);
        await new DryRun(descriptor.Cluster, options, context.Output).TellAsync(graph, shipment, cancellationToken);
        return ExitCodes.Success;
    }

    async Task<int> RunProgramAsync(
        PublishedProgram program, IJobExecutor executor, ParseResult parsed, DeploymentOptions options,
        CancellationToken cancellationToken)
    {
        var announced = new AnnouncedExecutor(executor, context.Output);
        var code = await new ProgramRunner(program.EntryAssembly, parsed.GetValue(flags.EntryType))
            .RunAsync(line.Arguments, announced, options.Settings, cancellationToken);
        if (announced.Submitted == 0)
        {
            context.Output.Fail($"{program.Name} ended and ran no job.",
                ["Does its main() reach Execute() or ExecuteAsync()?"]);
            return ExitCodes.Failure;
        }

        if (code != 0)
        {
            context.Output.Fail($"{program.Name} returned {code}.", []);
        }

        return code == 0 ? ExitCodes.Success : ExitCodes.Failure;
    }

    static void Refuse(List<string> mistakes)
    {
        if (mistakes.Count > 0)
        {
            throw new MistakesException(mistakes);
        }
    }
}
