namespace FlinkYarn.Hadoop.Rest;

/// <summary>Who shares a node's copy: all users, one user's applications, or one application.</summary>
public enum LocalResourceVisibility
{
    Application,
    Private,
    Public,
}
