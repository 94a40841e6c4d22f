namespace FlinkYarn.Runtime.Configuration;

/// <summary>
/// The form of YARN's access control lists: "user1,user2 group1,group2" (<c>AccessControlList</c>). Anything else would
/// be read as names that nobody has.
/// </summary>
static class YarnAcl
{
    const string Everybody = "*";

    /// <summary>Whether it lets everybody in, or names the user; who belongs to a group, YARN alone knows.</summary>
    public static bool Names(string acl, string? user) => acl.Trim() == Everybody
        || (user is not null && acl.TrimEnd().Split(' ')[0]
            .Split(',', StringSplitOptions.RemoveEmptyEntries).Contains(user));

    /// <summary>A sentence, or null.</summary>
    public static string? MistakeIn(string key, string? acl)
    {
        if (acl is null || acl.Trim() == Everybody)
        {
            return null;
        }

        return acl.Contains(Everybody, StringComparison.Ordinal)
            ? $"{key}: '{acl}' has '*' among names; it stands for everybody, alone."
            : acl.Trim().Split(' ').Length > 2
                ? $"{key}: '{acl}' is not 'users groups' with commas between names and one blank between the lists."
                : null;
    }
}
