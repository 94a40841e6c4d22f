using FlinkYarn.Api.Graph.Partitioning;
using FlinkYarn.Api.Keys;
using FlinkYarn.TaskManager.State;

namespace FlinkYarn.TaskManager.Tests.State;

/// <summary>Keyed state finds what was put under a key, and only for its own key groups.</summary>
public sealed class KeyedStateTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(128)]
    [InlineData(100)]
    [InlineData(32768)]
    public void It_counts_like_a_dictionary(int maxParallelism)
    {
        var random = new Random(7);
        var hasher = KeyHashers.For<string>();
        var state = new KeyedState<string, int>(KeyGroupRange.Of(0, 1, maxParallelism));
        var expected = new Dictionary<string, int>();
        for (var round = 0; round < 50_000; round++)
        {
            var key = $"key {random.Next(9000)}";
            state.GetOrAdd(key, hasher.Hash(key), out var isNew)++;
            isNew.Should().Be(!expected.ContainsKey(key));
            expected[key] = expected.GetValueOrDefault(key) + 1;
        }

        state.Count.Should().Be(expected.Count);
        foreach (var (key, count) in expected)
        {
            state.GetOrAdd(key, hasher.Hash(key), out var isNew).Should().Be(count);
            isNew.Should().BeFalse();
        }
    }

    [Fact]
    public void Keys_with_one_hash_stay_apart()
    {
        var state = new KeyedState<long, long>(KeyGroupRange.Of(0, 1, 128));
        for (var key = 0L; key < 500; key++)
        {
            state.GetOrAdd(key, 12345, out _) = key * 3;
        }

        for (var key = 0L; key < 500; key++)
        {
            state.GetOrAdd(key, 12345, out var isNew).Should().Be(key * 3);
            isNew.Should().BeFalse();
        }
    }

    [Fact]
    public void All_values_come_out_once_in_small_buffers()
    {
        var hasher = KeyHashers.For<long>();
        var state = new KeyedState<long, long>(KeyGroupRange.Of(0, 1, 128));
        for (var key = 0L; key < 10_000; key++)
        {
            state.GetOrAdd(key, hasher.Hash(key), out _) = key;
        }

        var buffer = new long[17];
        var values = new List<long>();
        foreach (var count in state.CopyValues(buffer))
        {
            values.AddRange(buffer[..count]);
        }

        values.Order().Should().Equal(Enumerable.Range(0, 10_000).Select(key => (long)key));
    }

    [Fact]
    public void A_key_of_another_subtask_is_refused()
    {
        var hasher = KeyHashers.For<long>();
        var foreign = Enumerable.Range(0, 1000).Select(key => (long)key)
            .First(key => KeyGroups.Subtask(KeyGroups.Of(hasher.Hash(key), 128), 128, 4) == 3);
        var state = new KeyedState<long, long>(KeyGroupRange.Of(0, 4, 128));

        var put = () => state.GetOrAdd(foreign, hasher.Hash(foreign), out _);

        put.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(1, 128)]
    [InlineData(3, 128)]
    [InlineData(7, 10)]
    [InlineData(128, 128)]
    [InlineData(11, 32768)]
    public void Ranges_are_the_inverse_of_the_subtask_of_a_group(int parallelism, int maxParallelism)
    {
        for (var subtask = 0; subtask < parallelism; subtask++)
        {
            var range = KeyGroupRange.Of(subtask, parallelism, maxParallelism);
            Enumerable.Range(0, maxParallelism)
                .Where(group => KeyGroups.Subtask(group, maxParallelism, parallelism) == subtask)
                .Should().Equal(Enumerable.Range(range.First, range.Count));
        }
    }
}
