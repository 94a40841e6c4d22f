namespace FlinkYarn.MiniYarn.Nodes.Localization;

/// <summary>A localized file or folder, and the name by which a container sees it.</summary>
internal sealed record ResourceLink(string Target, string Name);
