using System.Net;
using FlinkYarn.Hadoop.Hdfs;
using FlinkYarn.Hadoop.Http;
using FlinkYarn.Hadoop.Tests.Http;

namespace FlinkYarn.Hadoop.Tests.Hdfs;

/// <summary>The two-step operations; yarn-protocol.md, section 11, points 36 and 37.</summary>
public sealed class WebHdfsContentsTests
{
    const string DataNode = "http://dn1:9864/webhdfs/v1/f?op=CREATE&user.name=alice";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_put_is_empty_and_the_bytes_go_to_the_datanode_without_identity()
    {
        var server = new FakeServer(Cluster());

        await WebHdfsClientTests.Client(server).CreateAsync("/f", Bytes("hello"), new() { Overwrite = true }, Cancel);

        var puts = server.Requests.Where(request => request.Method == "PUT").ToList();
        puts.Select(request => (request.Uri.Host, request.Text)).Should().Equal(("nn1", ""), ("dn1", "hello"));
        puts[0].Uri.Query.Should().Contain("overwrite=true").And.Contain("noredirect=true")
            .And.Contain("user.name=alice");
        puts[1].Uri.ToString().Should().Be(DataNode);
        puts[1].Headers.Should().NotContainKey("X-XSRF-HEADER").And.NotContainKey("Authorization");
    }

    [Fact]
    public async Task A_server_that_redirects_all_the_same_is_followed()
    {
        var server = new FakeServer(request => request.Uri.Host == "dn1" ? FakeServer.Empty(HttpStatusCode.Created)
            : request.Asks("CREATE") ? FakeServer.Redirect(DataNode)
            : FakeServer.Json(WebHdfsClientTests.Status(5)));

        await WebHdfsClientTests.Client(server).CreateAsync("/f", Bytes("hello"), new() { Overwrite = true }, Cancel);

        server.Requests.Should().Contain(request => request.Uri.Host == "dn1" && request.Text == "hello");
    }

    [Fact]
    public async Task The_status_is_read_after_the_file_is_closed()
    {
        var isClosed = false;
        var server = new FakeServer(request =>
        {
            if (request.Uri.Host == "dn1")
            {
                isClosed = true;
                return FakeServer.Empty(HttpStatusCode.Created);
            }

            return request.Asks("CREATE") ? Location()
                : FakeServer.Json(WebHdfsClientTests.Status(5, isClosed ? 222 : 111));
        });

        var status = await WebHdfsClientTests.Client(server)
            .CreateAsync("/f", Bytes("hello"), new() { Overwrite = true }, Cancel);

        status.ModificationTimeMs.Should().Be(222);
    }

    [Fact]
    public async Task That_a_file_exists_is_heard_from_the_datanode_too()
    {
        var server = new FakeServer(Cluster(
            () => FakeServer.Remote(HttpStatusCode.Forbidden, "FileAlreadyExistsException"), exists: false));

        var create = () => WebHdfsClientTests.Client(server).CreateAsync("/f", Bytes("hello"), null, Cancel);

        await create.Should().ThrowAsync<HdfsFileAlreadyExistsException>();
        server.Requests.Should().ContainSingle(request => request.Uri.Host == "dn1");
    }

    [Fact]
    public async Task A_file_that_exists_costs_no_upload()
    {
        var server = new FakeServer(Cluster());

        var create = () => WebHdfsClientTests.Client(server).CreateAsync("/f", Bytes("hello"), null, Cancel);

        await create.Should().ThrowAsync<HdfsFileAlreadyExistsException>();
        server.Requests.Should().NotContain(request => request.Uri.Host == "dn1");
    }

    [Fact]
    public async Task An_overwriting_upload_is_repeated_from_its_start()
    {
        var tries = 0;
        var server = new FakeServer(Cluster(
            () => ++tries == 1 ? throw FakeServer.Broken() : FakeServer.Empty(HttpStatusCode.Created)));
        var content = Bytes("xxhello");
        content.Position = 2;

        await WebHdfsClientTests.Client(server).CreateAsync("/f", content, new() { Overwrite = true }, Cancel);

        server.Requests.Where(request => request.Uri.Host == "dn1").Select(request => request.Text)
            .Should().Equal("hello", "hello");
        server.Requests.Should().OnlyContain(
            request => request.Uri.Host != "nn2", "a silent DataNode says nothing about the NameNode");
    }

    [Fact]
    public async Task An_upload_that_must_not_overwrite_is_never_repeated()
    {
        var server = new FakeServer(Cluster(() => throw FakeServer.Broken(), exists: false));

        var create = () => WebHdfsClientTests.Client(server).CreateAsync("/f", Bytes("hello"), null, Cancel);

        await create.Should().ThrowAsync<HadoopConnectionException>();
        server.Requests.Should().ContainSingle(request => request.Uri.Host == "dn1");
    }

    [Fact]
    public async Task Progress_tells_the_bytes_sent()
    {
        var reports = new List<long>();
        var server = new FakeServer(Cluster());
        var create = new HdfsCreateOptions { Overwrite = true, Progress = new Reports(reports) };

        await WebHdfsClientTests.Client(server).CreateAsync("/f", new MemoryStream(new byte[300_000]), create, Cancel);

        reports.Should().BeInAscendingOrder().And.HaveCountGreaterThan(2);
        reports[^1].Should().Be(300_000);
    }

    [Fact]
    public async Task An_append_is_sent_once()
    {
        var server = new FakeServer(Cluster(() => throw FakeServer.Broken()));

        var append = () => WebHdfsClientTests.Client(server).AppendAsync("/f", Bytes("x"), null, Cancel);

        await append.Should().ThrowAsync<HadoopConnectionException>();
        server.Requests.Should().ContainSingle(request => request.Uri.Host == "dn1").Which.Method.Should().Be("POST");
    }

    [Fact]
    public async Task A_written_stream_arrives_whole_and_ends_with_its_disposal()
    {
        var server = new FakeServer(Cluster());
        var written = WebHdfsClientTests.Client(server).OpenWrite("/f");

        for (var piece = 0; piece < 50; piece++)
        {
            await written.WriteAsync(new byte[100_000], Cancel);
        }

        await written.DisposeAsync();

        server.Requests.Single(request => request.Uri.Host == "dn1").Body.Should().HaveCount(5_000_000);
    }

    [Fact]
    public async Task A_refused_stream_tells_the_writer()
    {
        var server = new FakeServer(Cluster(
            () => FakeServer.Remote(HttpStatusCode.Forbidden, "FileAlreadyExistsException")));

        var write = async () =>
        {
            await using var file = WebHdfsClientTests.Client(server).OpenWrite("/f");
            await file.WriteAsync(new byte[10], Cancel);
        };

        await write.Should().ThrowAsync<HdfsFileAlreadyExistsException>();
    }

    [Fact]
    public async Task A_broken_read_goes_on_where_it_broke()
    {
        var opened = 0;
        var server = new FakeServer(request => request.Uri.Host == "dn1"
            ? new HttpResponseMessage
                { Content = new StreamContent(++opened == 1 ? new BrokenStream("hel") : Bytes("lo")) }
            : Location());
        var target = new MemoryStream();

        await WebHdfsClientTests.Client(server).DownloadAsync("/f", target, 10, 5, Cancel);

        target.ToArray().Should().Equal("hello"u8.ToArray());
        server.Requests.Where(request => request.Asks("OPEN") && request.Uri.Host == "nn1")
            .Select(request => request.Uri.Query).Should().SatisfyRespectively(
                first => first.Should().Contain("offset=10").And.Contain("length=5"),
                second => second.Should().Contain("offset=13").And.Contain("length=2"));
    }

    [Fact]
    public async Task A_read_that_breaks_without_progress_ends()
    {
        var server = new FakeServer(request => request.Uri.Host == "dn1"
            ? new HttpResponseMessage { Content = new StreamContent(new BrokenStream("")) }
            : Location());

        var read = () => WebHdfsClientTests.Client(server).DownloadAsync("/f", Stream.Null, cancellationToken: Cancel);

        await read.Should().ThrowAsync<IOException>();
        server.Requests.Count(request => request.Uri.Host == "dn1").Should().Be(4);
    }

    [Fact]
    public async Task A_silent_datanode_is_left_out_the_next_time()
    {
        var server = new FakeServer(request => request.Uri.Host switch
        {
            "dn1" => throw FakeServer.Broken(),
            "dn2" => new HttpResponseMessage { Content = new StreamContent(Bytes("hello")) },
            _ => request.Uri.Query.Contains("excludedatanodes=dn1")
                ? Location("http://dn2:9864/x?op=OPEN") : Location(),
        });
        var target = new MemoryStream();

        await WebHdfsClientTests.Client(server).DownloadAsync("/f", target, cancellationToken: Cancel);

        target.ToArray().Should().Equal("hello"u8.ToArray());
    }

    [Fact]
    public async Task An_offset_past_the_end_is_the_end_of_the_stream()
    {
        var server = new FakeServer(_ => FakeServer.Json(
            """
            {"RemoteException":{"exception":"IOException","javaClassName":"java.io.IOException",
            "message":"Offset=9 out of the range [0, 6); OPEN, path=/f"}}
            """,
            HttpStatusCode.Forbidden));

        var read = () => WebHdfsClientTests.Client(server).OpenReadAsync("/f", 9, null, Cancel);

        (await read.Should().ThrowAsync<EndOfStreamException>()).WithMessage("*/f*9*");
    }

    static Func<FakeRequest, HttpResponseMessage> Cluster(
        Func<HttpResponseMessage>? dataNode = null, bool exists = true)
    {
        var isWritten = exists;
        return request =>
        {
            if (request.Uri.Host == "dn1")
            {
                isWritten = true;
                return dataNode?.Invoke() ?? FakeServer.Empty(HttpStatusCode.Created);
            }

            return !request.Asks("GETFILESTATUS") ? Location()
                : isWritten ? FakeServer.Json(WebHdfsClientTests.Status(5))
                : FakeServer.Remote(HttpStatusCode.NotFound, "FileNotFoundException");
        };
    }

    static HttpResponseMessage Location(string address = DataNode) =>
        FakeServer.Json($$"""{"Location":"{{address}}"}""");

    static MemoryStream Bytes(string text) => new(System.Text.Encoding.UTF8.GetBytes(text));

    sealed class Reports(List<long> list) : IProgress<long>
    {
        public void Report(long value) => list.Add(value);
    }
}
