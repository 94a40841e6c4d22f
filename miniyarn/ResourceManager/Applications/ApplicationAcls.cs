using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.MiniYarn.ResourceManager.Applications;

/// <summary>
/// Who may do what to an application (ApplicationACLsManager with <c>yarn.acl.enable</c>). There are no groups and no
/// administrators here, so lists of groups let nobody in.
/// </summary>
internal static class ApplicationAcls
{
    const string Everybody = "*";

    public static bool MayModify(Application application, string user)
    {
        var acl = application.Submission.Launch.ApplicationACLs
            .FirstOrDefault(one => one.AccessType == ApplicationAccessTypeProto.AppaccessModifyApp)?.Acl.Trim() ?? "";
        return user == application.Submission.User || acl == Everybody || acl.Split(' ')[0].Split(',').Contains(user);
    }
}
