namespace FlinkYarn.MiniYarn.Nodes.Localization;

/// <summary>A resource that cannot be brought to a container, which ends with -1000.</summary>
internal sealed class LocalizationFailure(string message) : Exception(message);
