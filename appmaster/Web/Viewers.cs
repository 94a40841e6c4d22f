using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.AppMaster.Web;

/// <summary>
/// Who may see the page: without <c>yarn.view.acls</c> whoever YARN's proxy lets through, with it the owner and those
/// on the list. Groups are known to YARN alone, so a member of a listed group is asked to be listed by name.
/// </summary>
/// <param name="owner">The application's user.</param>
/// <param name="acl">In the form of YARN's lists, "user1,user2 group1,group2"; null when none was given.</param>
sealed class Viewers(string owner, string? acl)
{
    /// <param name="user">As YARN's proxy says it; null when it does not.</param>
    public bool Have(string? user) => acl is null || user == owner || YarnAcl.Names(acl, user);
}
