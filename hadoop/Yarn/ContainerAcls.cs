using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.Hadoop.Yarn;

/// <summary>
/// Who may see a container's logs and who may end it, beside owner and administrators (<c>ApplicationAccessType</c>).
/// </summary>
/// <param name="View">"users groups", comma-separated each; "*" is everybody; null is nobody else.</param>
/// <param name="Modify">The same.</param>
public sealed record ContainerAcls(string? View, string? Modify)
{
    /// <summary>By the names that YARN's REST knows them by.</summary>
    public IReadOnlyDictionary<string, string> ByName =>
        new[] { ("VIEW_APP", View), ("MODIFY_APP", Modify) }.Where(acl => acl.Item2 is not null)
            .ToDictionary(acl => acl.Item1, acl => acl.Item2!);

    internal IEnumerable<ApplicationACLMapProto> ToProto()
    {
        if (View is not null)
        {
            yield return new() { AccessType = ApplicationAccessTypeProto.AppaccessViewApp, Acl = View };
        }

        if (Modify is not null)
        {
            yield return new() { AccessType = ApplicationAccessTypeProto.AppaccessModifyApp, Acl = Modify };
        }
    }
}
