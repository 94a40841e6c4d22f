using FlinkYarn.Hadoop.Rest;

namespace FlinkYarn.Hadoop.Tests.Rest;

/// <summary>A submission that is right in all its parts.</summary>
static class Samples
{
    public const string Id = "application_1795414646467_0005";

    public static SubmissionContext Context() => new()
    {
        ApplicationId = Id,
        Name = "sample",
        Type = "TEST",
        Tags = ["a", "b"],
        Resource = new YarnResource(128, 1),
        Container = new ContainerSpec
        {
            Command = "sleep 1",
            Environment = new Dictionary<string, string> { ["FOO"] = "bar" },
            LocalResources = new Dictionary<string, LocalResource> { ["app"] = Archive() },
        },
    };

    public static LocalResource Archive(string uri = "hdfs://nn:8020/a/app.tar.gz") => new()
    {
        Uri = uri,
        Type = LocalResourceType.Archive,
        Size = 12,
        TimestampMs = 34,
    };
}
