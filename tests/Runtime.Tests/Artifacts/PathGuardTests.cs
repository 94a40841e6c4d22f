using FlinkYarn.Runtime.Artifacts;

namespace FlinkYarn.Runtime.Tests.Artifacts;

public sealed class PathGuardTests
{
    const string Root = "/work/job";

    [Theory]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("..")]
    [InlineData("/etc/passwd")]
    [InlineData("../job-evil/x")]
    [InlineData("C:/x")]
    [InlineData("a\\..\\x")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("")]
    [InlineData("./")]
    public void A_name_that_leads_out_is_refused(string name) =>
        new PathGuard(Root).Invoking(guard => guard.File(name)).Should().Throw<UnsafeArchiveException>();

    [Fact]
    public void A_very_long_name_is_refused() =>
        new PathGuard(Root).Invoking(guard => guard.File(new string('a', 10_000)))
            .Should().Throw<UnsafeArchiveException>().Which.Message.Length.Should().BeLessThan(300);

    [Theory]
    [InlineData("a.dll", "/work/job/a.dll")]
    [InlineData("./runtimes/linux-x64/a.so", "/work/job/runtimes/linux-x64/a.so")]
    [InlineData("a..b/c", "/work/job/a..b/c")]
    public void Others_have_their_place(string name, string place) => new PathGuard(Root).File(name).Should().Be(place);

    [Fact]
    public void The_same_name_twice_is_refused()
    {
        var guard = new PathGuard(Root);
        guard.File("a/b");

        guard.Invoking(it => it.File("a//b")).Should().Throw<UnsafeArchiveException>().WithMessage("*twice*");
    }

    [Fact]
    public void A_file_cannot_be_a_folder_too()
    {
        var guard = new PathGuard(Root);
        guard.File("a");

        guard.Invoking(it => it.File("a/b"))
            .Should().Throw<UnsafeArchiveException>().WithMessage("*file and a folder*");
    }
}
