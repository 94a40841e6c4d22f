namespace FlinkYarn.TaskManager.Operators;

/// <summary>Where print sinks write.</summary>
sealed record ConsoleStreams(TextWriter Output, TextWriter Error);
