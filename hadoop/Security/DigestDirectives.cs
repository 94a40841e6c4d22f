namespace FlinkYarn.Hadoop.Security;

/// <summary>The comma-separated <c>key=value</c> of DIGEST-MD5 messages (RFC 2831), values quoted or not.</summary>
static class DigestDirectives
{
    public static Dictionary<string, string> Parse(string text)
    {
        var directives = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var rest = text.AsSpan();
        while (!(rest = rest.TrimStart(" ,")).IsEmpty)
        {
            var equals = rest.IndexOf('=');
            if (equals <= 0)
            {
                throw new InvalidDataException($"A DIGEST-MD5 message has no '=' in '{rest}'.");
            }

            var key = rest[..equals].Trim().ToString();
            rest = rest[(equals + 1)..];
            var isQuoted = rest is ['"', ..];
            var end = isQuoted ? rest[1..].IndexOf('"') : rest.IndexOf(',');
            if (isQuoted && end < 0)
            {
                throw new InvalidDataException($"The value of {key} in a DIGEST-MD5 message has no closing quote.");
            }

            var value = isQuoted ? rest.Slice(1, end) : end < 0 ? rest : rest[..end];
            directives[key] = value.Trim().ToString();
            rest = isQuoted ? rest[(end + 2)..] : end < 0 ? [] : rest[end..];
        }

        return directives;
    }
}
