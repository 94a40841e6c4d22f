namespace FlinkYarn.Hadoop.Rest;

/// <summary>Whether a localized file is linked as it is or unpacked first.</summary>
public enum LocalResourceType
{
    File,
    Archive,
}
