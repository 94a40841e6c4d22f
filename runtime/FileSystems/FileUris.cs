namespace FlinkYarn.Runtime.FileSystems;

/// <summary>
/// Paths as URIs: any name can be a part of one, encoded. File systems know no query and no fragment, so what looks like
/// one belongs to the path.
/// </summary>
static class FileUris
{
    extension(Uri uri)
    {
        /// <summary>The entry of that name in the folder.</summary>
        public Uri Child(string name) => new($"{Text(uri).TrimEnd('/')}/{Uri.EscapeDataString(name)}");

        /// <summary>The folder that the entry is in; the root's parent is the root.</summary>
        public Uri Parent()
        {
            var text = Text(uri).TrimEnd('/');
            var root = text.IndexOf("://", StringComparison.Ordinal) + "://".Length;
            var slash = text.LastIndexOf('/');
            return slash < root || text.IndexOf('/', root) == slash
                ? new Uri(text[..(text.IndexOf('/', root) is var first and >= 0 ? first : text.Length)] + "/")
                : new Uri(text[..slash]);
        }

        /// <summary>The absolute path, decoded.</summary>
        public string DecodedPath => Uri.UnescapeDataString(uri.AbsolutePath + uri.Query + uri.Fragment);
    }

    // The text as given: names of HDFS nameservices keep their case in it, Uri.Host does not.
    static string Text(Uri uri) => uri.OriginalString;
}
