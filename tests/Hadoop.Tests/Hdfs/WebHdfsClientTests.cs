using System.Net;
using FlinkYarn.Hadoop.Hdfs;
using FlinkYarn.Hadoop.Http;
using FlinkYarn.Hadoop.Tests.Http;

namespace FlinkYarn.Hadoop.Tests.Hdfs;

/// <summary>The NameNode's operations; yarn-protocol.md, section 11, point 37.</summary>
public sealed class WebHdfsClientTests
{
    static readonly Uri FileSystem = new("hdfs://nn1:8020");

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/a+b", "/webhdfs/v1/a%2Bb")]
    [InlineData("/100% of/x", "/webhdfs/v1/100%25%20of/x")]
    [InlineData("/größe/日", "/webhdfs/v1/gr%C3%B6%C3%9Fe/%E6%97%A5")]
    [InlineData("/q?a=b&c#d;e", "/webhdfs/v1/q%3Fa%3Db%26c%23d%3Be")]
    [InlineData("/", "/webhdfs/v1/")]
    [InlineData("/dir/", "/webhdfs/v1/dir")]
    public async Task Special_characters_of_names_are_encoded(string path, string onTheWire)
    {
        var server = new FakeServer(_ => FakeServer.Json(Status(5)));

        await Client(server).GetStatusAsync(path, Cancel);

        server.Requests[0].Uri.AbsolutePath.Should().Be(onTheWire);
    }

    [Theory]
    [InlineData("relative")]
    [InlineData("/a//b")]
    [InlineData("/a/../b")]
    [InlineData("/a:b")]
    [InlineData("")]
    public async Task A_path_that_hdfs_cannot_have_is_refused_here(string path)
    {
        var ask = () => Client(new FakeServer(_ => FakeServer.Empty())).GetStatusAsync(path, Cancel);

        await ask.Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task The_target_of_a_rename_is_encoded_too()
    {
        var server = new FakeServer(_ => FakeServer.Json("""{"boolean":true}"""));

        (await Client(server).RenameAsync("/a", "/b + % c&d", Cancel)).Should().BeTrue();

        server.Requests[0].Uri.Query.Should().Contain("destination=%2Fb%20%2B%20%25%20c%26d");
    }

    [Fact]
    public async Task A_standby_namenode_is_left_for_its_partner()
    {
        var server = new FakeServer(request => request.Uri.Host == "nn1"
            ? FakeServer.Remote(HttpStatusCode.Forbidden, "StandbyException")
            : FakeServer.Json(Status(7)));
        using var client = Client(server);

        (await client.GetStatusAsync("/a", Cancel)).Length.Should().Be(7);
        await client.GetStatusAsync("/a", Cancel);

        server.Requests.Select(request => request.Uri.Host).Should().Equal("nn1", "nn2", "nn2");
        server.Time.Delays.Should().BeEmpty();
    }

    [Fact]
    public async Task Safe_mode_is_waited_out_on_the_same_namenode()
    {
        var tries = 0;
        var server = new FakeServer(_ => ++tries < 4
            ? FakeServer.Remote(HttpStatusCode.Forbidden, "SafeModeException")
            : FakeServer.Json("""{"boolean":true}"""));

        await Client(server).MakeDirectoriesAsync("/a", cancellationToken: Cancel);

        server.Requests.Should().OnlyContain(request => request.Uri.Host == "nn1").And.HaveCount(4);
        server.Time.Delays.Should().HaveCount(3);
    }

    [Fact]
    public async Task Safe_mode_without_end_ends_with_the_budget()
    {
        var server = new FakeServer(_ => FakeServer.Remote(HttpStatusCode.Forbidden, "SafeModeException"));

        var make = () => Client(server).MakeDirectoriesAsync("/a", cancellationToken: Cancel);

        await make.Should().ThrowAsync<HdfsSafeModeException>();
        server.Requests.Should().HaveCount(1 + new HadoopRetryOptions().MaxRetries);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "FileNotFoundException", typeof(HdfsFileNotFoundException))]
    [InlineData(HttpStatusCode.Forbidden, "FileAlreadyExistsException", typeof(HdfsFileAlreadyExistsException))]
    [InlineData(HttpStatusCode.Forbidden, "PathIsNotEmptyDirectoryException", typeof(HdfsDirectoryNotEmptyException))]
    [InlineData(HttpStatusCode.Forbidden, "AccessControlException", typeof(HadoopAccessException))]
    [InlineData(HttpStatusCode.Forbidden, "IOException", typeof(HadoopHttpException))]
    public async Task Errors_have_their_types_and_are_not_repeated(HttpStatusCode status, string name, Type type)
    {
        var server = new FakeServer(_ => FakeServer.Remote(status, name));

        var delete = () => Client(server).DeleteAsync("/a", cancellationToken: Cancel);

        var failure = (await delete.Should().ThrowAsync<HadoopHttpException>()).Which;
        failure.Should().BeOfType(type);
        failure.Message.Should().Contain("the server's words").And.Contain("/a");
        server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_listing_is_read_page_by_page()
    {
        var server = new FakeServer(request => request.Uri.Query.Contains("startAfter=b%20%2B")
            ? FakeServer.Json(Page(0, "c"))
            : FakeServer.Json(Page(1, "a", "b +")));

        var names = await Client(server).ListAsync("/d", Cancel).Select(file => file.PathSuffix).ToListAsync(Cancel);

        names.Should().Equal("a", "b +", "c");
    }

    [Fact]
    public async Task A_server_without_pages_is_asked_for_the_whole_listing()
    {
        var server = new FakeServer(request => request.Asks("LISTSTATUS_BATCH")
            ? UnknownOperation()
            : FakeServer.Json("""{"FileStatuses":{"FileStatus":[{"pathSuffix":"x","type":"FILE"}]}}"""));

        (await Client(server).ListAsync("/d", Cancel).ToListAsync(Cancel)).Should().ContainSingle()
            .Which.PathSuffix.Should().Be("x");
    }

    [Fact]
    public async Task A_server_without_block_locations_is_asked_the_older_question()
    {
        var server = new FakeServer(request => request.Asks("GETFILEBLOCKLOCATIONS")
            ? UnknownOperation()
            : FakeServer.Json(
                """
                {"LocatedBlocks":{"locatedBlocks":[
                {"startOffset":5,"block":{"numBytes":6},"locations":[{"hostName":"h"}]}]}}
                """));

        var blocks = await Client(server).GetBlockLocationsAsync("/f", cancellationToken: Cancel);

        blocks.Should().ContainSingle().Which.Should().BeEquivalentTo(new HdfsBlockLocation(5, 6, ["h"]));
    }

    [Fact]
    public async Task A_deletion_whose_answer_was_lost_counts_as_done()
    {
        var tries = 0;
        var server = new FakeServer(_ => ++tries == 1
            ? throw FakeServer.Broken() : FakeServer.Json("""{"boolean":false}"""));

        (await Client(server).DeleteAsync("/a", cancellationToken: Cancel)).Should().BeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rename_whose_answer_was_lost_is_judged_by_what_is_there(bool hasMoved)
    {
        var tries = 0;
        var server = new FakeServer(request =>
            request.Asks("RENAME") ? ++tries == 1 ? throw FakeServer.Broken() : FakeServer.Json("""{"boolean":false}""")
            : request.Uri.AbsolutePath.EndsWith("/b", StringComparison.Ordinal) == hasMoved ? FakeServer.Json(Status(1))
            : FakeServer.Remote(HttpStatusCode.NotFound, "FileNotFoundException"));

        (await Client(server).RenameAsync("/a", "/b", Cancel)).Should().Be(hasMoved);
    }

    [Fact]
    public async Task A_page_that_is_not_hdfs_says_so()
    {
        var server = new FakeServer(_ => FakeServer.Json("<html>Login</html>"));

        var ask = () => Client(server).GetStatusAsync("/a", Cancel);

        (await ask.Should().ThrowAsync<InvalidDataException>()).WithMessage("*not Hadoop's JSON*");
    }

    [Fact]
    public async Task A_simple_cluster_has_no_delegation_tokens() =>
        (await Client(new FakeServer(_ => FakeServer.Json("""{"Token":null}"""))).GetDelegationTokenAsync("rm", Cancel))
            .Should().BeNull();

    internal static WebHdfsClient Client(FakeServer server) => new(
        FileSystem, [new Uri("http://nn1:9870"), new Uri("http://nn2:9870")], new SimpleAuthentication("alice"),
        server.Options);

    internal static string Status(long length, long modified = 0) =>
        $$$"""{"FileStatus":{"length":{{{length}}},"modificationTime":{{{modified}}},"pathSuffix":"","type":"FILE"}}""";

    static string Page(int remaining, params string[] names)
    {
        var files = string.Join(',', names.Select(name => $$"""{"pathSuffix":"{{name}}","type":"FILE"}"""));
        return """{"DirectoryListing":{"partialListing":{"FileStatuses":{"FileStatus":["""
            + files + "]}},\"remainingEntries\":" + remaining + "}}";
    }

    static HttpResponseMessage UnknownOperation() => FakeServer.Json(
        """
        {"RemoteException":{"exception":"IllegalArgumentException","javaClassName":"java.lang.IllegalArgumentException",
        "message":"Invalid value for webhdfs parameter \"op\": X is not a valid GET operation."}}
        """,
        HttpStatusCode.BadRequest);
}
