using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.Runtime.Tests.FileSystems;

public sealed class FileUrisTests
{
    [Theory]
    [InlineData("hdfs://NameService/user/a", "b c#d?e%f+g", "/user/a/b c#d?e%f+g")]
    [InlineData("hdfs://n:8020/", "Größe", "/Größe")]
    [InlineData("file:///tmp/", "x", "/tmp/x")]
    public void Any_name_can_be_a_part(string folder, string name, string path)
    {
        var child = new Uri(folder).Child(name);

        child.DecodedPath.Should().Be(path);
        new FileStatus(child, false, 0, 0, default, default).Name.Should().Be(name);
        HdfsFileSystem.AuthorityOf(child).Should().Be(HdfsFileSystem.AuthorityOf(new Uri(folder)));
    }

    [Theory]
    [InlineData("hdfs://n:8020/a/b%20c", "hdfs://n:8020/a")]
    [InlineData("hdfs://n:8020/a/", "hdfs://n:8020/")]
    [InlineData("hdfs://n:8020/", "hdfs://n:8020/")]
    [InlineData("hdfs:///a/b", "hdfs:///a")]
    [InlineData("file:///tmp/x/y", "file:///tmp/x")]
    public void A_parent_is_the_folder(string path, string parent) =>
        new Uri(path).Parent().OriginalString.Should().Be(parent);

    [Theory]
    [InlineData("hdfs://NameService/a", "NameService")]
    [InlineData("hdfs://host:8020", "host:8020")]
    [InlineData("hdfs:///a", "")]
    public void The_authority_keeps_its_case(string path, string authority) =>
        HdfsFileSystem.AuthorityOf(new Uri(path)).Should().Be(authority);
}
