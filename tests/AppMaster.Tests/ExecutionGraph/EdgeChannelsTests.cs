using FlinkYarn.Api.Graph;
using FlinkYarn.AppMaster.ExecutionGraph;

namespace FlinkYarn.AppMaster.Tests.ExecutionGraph;

public sealed class EdgeChannelsTests
{
    [Theory]
    [InlineData("Forward", 4, 4, 2, new[] { 2 })]
    [InlineData("Rescale", 4, 2, 0, new[] { 0, 1 })]
    [InlineData("Rescale", 4, 2, 1, new[] { 2, 3 })]
    [InlineData("Rescale", 2, 4, 3, new[] { 1 })]
    [InlineData("Rescale", 3, 2, 0, new[] { 0 })]
    [InlineData("Rescale", 3, 2, 1, new[] { 1, 2 })]
    [InlineData("Hash", 2, 3, 1, new[] { 0, 1 })]
    public void A_consumer_reads_the_producers_that_flink_gives_it(
        string strategy, int sources, int targets, int target, int[] expected) =>
        EdgeChannels.Sources(Enum.Parse<ShipStrategy>(strategy), sources, targets, target).Should().Equal(expected);

    [Fact]
    public void Producers_and_consumers_agree_on_every_channel_for_every_parallelism()
    {
        foreach (var strategy in Enum.GetValues<ShipStrategy>())
        {
            for (var sources = 1; sources <= 8; sources++)
            {
                for (var targets = 1; targets <= (strategy == ShipStrategy.Forward ? 0 : 8); targets++)
                {
                    var fromConsumers = from target in Enumerable.Range(0, targets)
                                        from source in EdgeChannels.Sources(strategy, sources, targets, target)
                                        select (source, target);
                    var fromProducers = from source in Enumerable.Range(0, sources)
                                        from target in EdgeChannels.Targets(strategy, sources, targets, source)
                                        select (source, target);
                    fromProducers.Should().BeEquivalentTo(fromConsumers);
                    fromProducers.Select(pair => pair.target).Distinct().Should().HaveCount(targets);
                    fromProducers.Select(pair => pair.source).Distinct().Should().HaveCount(sources);
                }
            }
        }
    }
}
