using FlinkYarn.Hadoop.Rest;

namespace FlinkYarn.Hadoop.Tests.Rest;

/// <summary>yarn-protocol.md, section 11, point 36, and what else YARN would lose without a word.</summary>
public sealed class SubmissionReviewTests
{
    [Fact]
    public void A_right_context_has_no_mistakes() => SubmissionReview.Mistakes(Samples.Context()).Should().BeEmpty();

    [Fact]
    public void Two_links_to_one_file_are_named() => Resources(("a", Samples.Archive()), ("b", Samples.Archive()))
        .Should().ContainSingle().Which.Should().Contain("'a' and 'b'");

    [Theory]
    [InlineData("hdfs://nn/x.tar.gz", true)]
    [InlineData("hdfs://nn/X.TGZ", true)]
    [InlineData("hdfs://nn/x.zip", true)]
    [InlineData("hdfs://nn/x.tar.xz", false)]
    [InlineData("hdfs://nn/x", false)]
    public void An_archive_is_known_by_its_ending(string uri, bool isKnown) =>
        Resources(("a", Samples.Archive(uri))).Count.Should().Be(isKnown ? 0 : 1);

    [Theory]
    [InlineData("/abs")]
    [InlineData("a/../b")]
    [InlineData("two words")]
    [InlineData("")]
    public void A_link_stays_in_the_working_directory(string link) =>
        Resources((link, Samples.Archive())).Should().ContainSingle().Which.Should().Contain("link");

    [Fact]
    public void A_missing_timestamp_is_named() => Resources(("a", Samples.Archive() with { TimestampMs = 0 }))
        .Should().ContainSingle().Which.Should().Contain("modification time");

    [Fact]
    public void All_mistakes_are_told_together()
    {
        var sample = Samples.Context();
        var context = sample with
        {
            ApplicationId = "nonsense",
            Resource = new YarnResource(0, 1),
            Tags = ["ä"],
            Container = sample.Container with { Command = "a\nb" },
        };

        SubmissionReview.Mistakes(context).Should().HaveCount(4);
    }

    static IReadOnlyList<string> Resources(params (string Link, LocalResource Resource)[] resources)
    {
        var sample = Samples.Context();
        return SubmissionReview.Mistakes(sample with
        {
            Container = sample.Container with
            {
                LocalResources = resources.ToDictionary(pair => pair.Link, pair => pair.Resource),
            },
        });
    }
}
