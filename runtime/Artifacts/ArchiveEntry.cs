namespace FlinkYarn.Runtime.Artifacts;

/// <summary>One entry of an archive while it is read; links, devices and the like never become one.</summary>
/// <param name="Name">As it is written in the archive.</param>
/// <param name="IsFolder">Otherwise it is a file.</param>
/// <param name="Content">A file's bytes, readable until the next entry is read.</param>
sealed record ArchiveEntry(string Name, bool IsFolder, Stream Content);
