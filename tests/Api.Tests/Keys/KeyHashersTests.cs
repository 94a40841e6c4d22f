using FlinkYarn.Api.Graph.Partitioning;
using FlinkYarn.Api.Keys;

namespace FlinkYarn.Api.Tests.Keys;

public sealed class KeyHashersTests
{
    [Fact]
    public void Hashes_are_those_of_the_state_format_and_never_change()
    {
        KeyHashers.For<string>().Hash("stream").Should().Be(KeyHashers.For<string>().Hash(new string("stream")));
        StableHash.OfBytes("hello"u8).Should().Be(0x248BFA47, "MurmurHash3_x86_32 of hello with seed 0");
        KeyHashers.For<long>().Hash(7).Should().Be(KeyHashers.For<int>().Hash(7));
    }

    [Fact]
    public void Equal_records_have_equal_hashes()
    {
        var hasher = KeyHashers.For<(string, int)>();

        hasher.Hash(("a", 1)).Should().Be(hasher.Hash((new string('a', 1), 1)));
        hasher.Hash(("a", 1)).Should().NotBe(hasher.Hash(("a", 2)));
    }

    [Fact]
    public void What_has_no_equality_by_value_is_refused_with_the_remedy()
    {
        ((Action)(() => KeyHashers.For<int[]>())).Should().Throw<InvalidKeyTypeException>()
            .WithMessage("Int32[] cannot be a key: arrays are equal only to themselves; use a tuple, a record or a string.");
        ((Action)(() => KeyHashers.For<Plain>())).Should().Throw<InvalidKeyTypeException>().WithMessage("*make it a record*");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void Keys_spread_over_the_subtasks(int parallelism)
    {
        var hasher = KeyHashers.For<string>();
        var counts = new int[parallelism];
        for (var key = 0; key < 10_000; key++)
        {
            counts[KeyGroups.Subtask(KeyGroups.Of(hasher.Hash($"key {key}"), 128), 128, parallelism)]++;
        }

        counts.Should().OnlyContain(count => count > 10_000 / parallelism * 0.7);
    }

    sealed class Plain;
}
