namespace FlinkYarn.Client.Sessions;

/// <summary>What a user's session file says.</summary>
/// <param name="ApplicationId">The session.</param>
/// <param name="Properties">The <c>-D</c> values that the session was started with, each <c>key=value</c>.</param>
/// <param name="Staging">The session's folder on the shared file system; null in a file of Flink's.</param>
sealed record SessionNote(string ApplicationId, IReadOnlyList<string> Properties, Uri? Staging);
