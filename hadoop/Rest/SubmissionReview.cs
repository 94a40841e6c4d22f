using System.Text;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>Finds what the RM or the NodeManager would lose, cut or misread without a word.</summary>
public static class SubmissionReview
{
    const int MostTags = 10;
    const int LongestTag = 100;

    /// <summary>All mistakes of a context, each a sentence; none means that it may be sent.</summary>
    public static IReadOnlyList<string> Mistakes(SubmissionContext context) =>
        [.. OfApplication(context), .. OfTags(context.Tags ?? []), .. OfContainer(context.Container)];

    static IEnumerable<string> OfApplication(SubmissionContext context)
    {
        if (!context.ApplicationId.StartsWith("application_", StringComparison.Ordinal))
        {
            yield return $"'{context.ApplicationId}' is no application id; ask the RM for one.";
        }

        if (context.Resource.MemoryMb <= 0 || context.Resource.VCores <= 0)
        {
            yield return $"The ApplicationMaster needs memory and cores, not {context.Resource.MemoryMb} MB and "
                + $"{context.Resource.VCores} cores.";
        }
    }

    static IEnumerable<string> OfTags(IReadOnlyList<string> tags)
    {
        if (tags.Count > MostTags)
        {
            yield return $"An application has at most {MostTags} tags, not {tags.Count}.";
        }

        foreach (var tag in tags.Where(tag => tag.Length > LongestTag || !Ascii.IsValid(tag)))
        {
            yield return $"The tag '{tag}' must be ASCII and at most {LongestTag} characters long.";
        }
    }

    static IEnumerable<string> OfContainer(ContainerSpec container)
    {
        if (container.Command.Contains('\n', StringComparison.Ordinal))
        {
            yield return "The launch command has a line break, which would end the command in YARN's launch script.";
        }

        foreach (var (name, value) in container.Environment.Where(variable => variable.Value.Contains('\n')))
        {
            yield return $"The environment variable {name} has a line break ({value.Length} characters); encode it.";
        }

        foreach (var (link, resource) in container.LocalResources)
        {
            if (!IsLinkName(link))
            {
                yield return $"'{link}' cannot be a link's name: no leading /, no '..', no blank.";
            }

            if (resource.Type == LocalResourceType.Archive && !resource.IsUnpackable)
            {
                yield return $"{resource.Uri} would not be unpacked: YARN knows .tar.gz, .tgz, .tar, .zip and .jar.";
            }

            if (resource.TimestampMs <= 0)
            {
                yield return $"{resource.Uri} has no modification time; read it after the upload has ended.";
            }
        }

        // One link only is made of two that lead to the same file (ContainerImpl, by resource).
        foreach (var twins in container.LocalResources.GroupBy(Target).Where(group => group.Count() > 1))
        {
            yield return $"The links {string.Join(" and ", twins.Select(twin => $"'{twin.Key}'"))} lead to one file, "
                + $"{twins.Key.Uri}; YARN would make only one of them.";
        }
    }

    static bool IsLinkName(string link) =>
        link.Length > 0 && link[0] != '/' && !link.Contains(' ') && !link.Split('/').Contains("..");

    static (string Uri, long TimestampMs, LocalResourceType Type) Target(KeyValuePair<string, LocalResource> link) =>
        (link.Value.Uri, link.Value.TimestampMs, link.Value.Type);
}
