using FlinkYarn.Client.Programs;

namespace FlinkYarn.Client.Targets;

/// <summary>One of the places where a program can run.</summary>
interface ITarget : IDisposable
{
    /// <summary>What stands against it, one sentence each; nothing is changed by asking.</summary>
    Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken);

    /// <summary>Runs the program; true when all went well, all else was told or is thrown.</summary>
    /// <exception cref="OperationCanceledException">
    /// The user has interrupted it; what was begun is taken back, jobs that run are left as the user wants.
    /// </exception>
    Task<bool> RunAsync(OpenedProgram program, CancellationToken cancellationToken);

    /// <summary>Shows what it would do.</summary>
    Task ShowAsync(OpenedProgram program, CancellationToken cancellationToken);
}
