namespace FlinkYarn.Runtime.FileSystems;

/// <summary>Finds the file system of a URI.</summary>
interface IFileSystemRegistry
{
    /// <exception cref="NotSupportedException">There is none for its scheme or authority.</exception>
    IFileSystem Get(Uri uri);
}
