using FlinkYarn.Client.Output;

namespace FlinkYarn.Client.Deployment;

/// <summary>
/// Runs steps in order; when one fails or the user interrupts, all that were begun are taken back, last first.
/// </summary>
sealed class DeploymentSteps(IReadOnlyList<IDeploymentStep> steps, IOutput output, TimeProvider time)
{
    static readonly TimeSpan UndoBudget = TimeSpan.FromSeconds(20);

    public async Task RunAsync(DeploymentState state, CancellationToken cancellationToken)
    {
        var begun = 0;
        try
        {
            foreach (var step in steps)
            {
                begun++;
                await step.RunAsync(state, cancellationToken);
            }
        }
        catch (Exception)
        {
            await UndoAsync(state, begun);
            throw;
        }
    }

    /// <summary>
    /// Takes back the first so many steps; one that cannot be taken back is told and does not keep the others.
    /// </summary>
    async Task UndoAsync(DeploymentState state, int begun)
    {
        using var budget = new CancellationTokenSource(UndoBudget, time);
        foreach (var step in steps.Take(begun).Reverse())
        {
            try
            {
                await step.UndoAsync(state, budget.Token);
            }
            catch (Exception failure) when (failure is IOException or OperationCanceledException or TimeoutException)
            {
                output.Warn($"{step.Name} of {state.ApplicationId} could not be taken back: {failure.Message}");
            }
        }
    }
}
