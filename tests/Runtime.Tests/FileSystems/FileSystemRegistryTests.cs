using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.Runtime.Tests.FileSystems;

public sealed class FileSystemRegistryTests
{
    [Fact]
    public void A_scheme_without_a_file_system_is_refused_with_those_that_are()
    {
        using var registry = Registry();

        registry.Invoking(it => it.For(new Uri("s3://bucket/x")))
            .Should().Throw<IOException>().WithMessage("*no file system 's3'; there are file, hdfs.");
    }

    [Fact]
    public void A_path_without_a_scheme_is_refused_with_what_to_write()
    {
        using var registry = Registry();

        registry.Invoking(it => it.For(new Uri("in/words", UriKind.Relative)))
            .Should().Throw<IOException>().WithMessage("'in/words' has no scheme*");
    }

    [Fact]
    public async Task A_name_node_that_the_client_did_not_name_is_refused_with_those_it_did()
    {
        using var registry = Registry();
        var path = new Uri("hdfs://other:8020/x");

        await registry.For(path).Awaiting(it => it.GetStatusAsync(path, CancellationToken.None))
            .Should().ThrowAsync<IOException>().WithMessage("*does not know hdfs://other:8020; it knows known:8020*");
    }

    static FileSystemRegistry Registry() => FileSystemRegistry.Of(
        new Dictionary<string, IReadOnlyList<string>> { ["known:8020"] = ["http://known:9870"] },
        new Uri("hdfs://known:8020/user/a"), "a");
}
