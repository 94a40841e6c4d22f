using System.Numerics;
using System.Text;
using FlinkYarn.Api.Types;
using FsCheck;
using FsCheck.Fluent;

namespace FlinkYarn.Api.Tests.Types;

/// <summary>
/// What the inferred serializers write they read again, whatever it is; and nothing else passes for it.
/// </summary>
public sealed class SerializerPropertyTests
{
    // What a reader may take beside the bytes themselves: an exception, and the first room of a collection.
    const long SmallChange = 64 * 1024;
    const int LargestGrowth = 64;

    // The same cases in each run.
    static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(4711, 4713);

    public enum Side : byte
    {
        Left,
        Right,
    }

    [Fact]
    public void Numbers_and_letters() => Prop.ForAll<(long, int, short), (byte, bool, char), (float, double, decimal)>(
        (whole, small, real) => IsSame(whole) && IsSame(small) && IsSame(real)
            && IsSame((Int128)whole.Item1 * whole.Item2) && IsSame((Half)real.Item1)).Check(Cases);

    [Fact]
    public void Dates_and_ids() => Prop.ForAll<DateTime, TimeSpan, Guid>((date, span, id) =>
        IsSame(date) && IsSame(date.ToUniversalTime()) && IsSame(span) && IsSame(id)
        && IsSame(DateOnly.FromDateTime(date)) && IsSame(TimeOnly.FromDateTime(date))
        && IsSame(new DateTimeOffset(date.Ticks, TimeSpan.FromMinutes(span.Ticks % (14 * 60))))).Check(Cases);

    [Fact]
    public void Texts_and_large_numbers() => Prop.ForAll<string?, BigInteger, byte[]?>((text, number, bytes) =>
        IsSame(Utf8(text)) && IsSame(number) && IsSame(bytes)).Check(Cases);

    [Fact]
    public void Nullables_and_enums() => Prop.ForAll<int?, (long, string)?, bool>((number, pair, isLeft) =>
        IsSame(number) && IsSame(pair is { } both ? ((long, string?)?)(both.Item1, Utf8(both.Item2)) : null)
        && IsSame(isLeft ? Side.Left : Side.Right) && IsSame<Side?>(isLeft ? Side.Right : null)).Check(Cases);

    [Fact]
    public void Tuples_within_tuples() => Prop.ForAll<(int, long), string?, (byte, (bool, short)?)>(
        (numbers, text, nested) => IsSame((numbers, Utf8(text), nested, Tuple.Create(numbers.Item1, Utf8(text)))))
        .Check(Cases);

    [Fact]
    public void Collections_within_collections() => Prop.ForAll<int[][]?, string?[], (short, byte)[]>(
        (jagged, texts, pairs) => IsSame(jagged) && IsSame(texts.Select(Utf8).ToList())
            && IsSame(jagged?.Select(row => row.ToList()).ToList())
            && IsSame<IReadOnlyList<(short, byte)>>(pairs) && IsSame(pairs.Select(pair => pair.Item1).ToHashSet())
            && IsSame(pairs.DistinctBy(pair => pair.Item1).ToDictionary(pair => $"{pair.Item1}", _ => pairs)))
        .Check(Cases);

    [Fact]
    public void Records_classes_and_structs_of_all_that() =>
        Prop.ForAll<Seed>(seed => IsSame(RowOf(seed))).Check(Cases);

    [Fact]
    public void Lists_that_end_in_themselves() => Prop.ForAll<int[]>(values =>
        IsSame(values.Aggregate((Chain?)null, (next, value) => new Chain(value, next)))).Check(Cases);

    [Fact]
    public void A_row_that_was_cut_is_refused_by_name_and_takes_no_memory_for_what_is_missing() =>
        Prop.ForAll<Seed, NonNegativeInt>((seed, place) =>
        {
            var bytes = Write(RowOf(seed));
            return IsRefused<Row>(bytes[..(place.Get % bytes.Length)]);
        }).Check(Cases);

    [Fact]
    public void Any_bytes_are_a_row_or_refused_by_name() => Prop.ForAll<byte[], Seed, NonNegativeInt>(
        (noise, seed, place) =>
        {
            var bytes = Write(RowOf(seed));
            noise.AsSpan(0, Math.Min(noise.Length, bytes.Length - (place.Get % bytes.Length)))
                .CopyTo(bytes.AsSpan(place.Get % bytes.Length));
            _ = IsRefused<Row>(noise);
            _ = IsRefused<Row>(bytes);
        }).Check(Cases);

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x0F })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x07 })]
    [InlineData(new byte[] { 0x80, 0x80, 0x80, 0x80, 0x08 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x1F })]
    [InlineData(new byte[] { 0x80, 0x80, 0x40 })]
    public void A_length_is_believed_by_nobody(byte[] length)
    {
        IsRefused<string>(length).Should().BeTrue();
        IsRefused<BigInteger>(length).Should().BeTrue();
        IsRefused<byte[]>([1, .. length]).Should().BeTrue();
        IsRefused<long[]>(length).Should().BeTrue();
        IsRefused<List<string>>(length).Should().BeTrue();
        IsRefused<HashSet<int>>(length).Should().BeTrue();
        IsRefused<Dictionary<int, int>>(length).Should().BeTrue();
        IsRefused<IReadOnlyList<(int, int)>>(length).Should().BeTrue();
        IsRefused<Nothing[]>(length).Should().BeTrue("elements without bytes would cost nothing to promise");
        IsRefused<long[][]>([2, .. length]).Should().BeTrue();
    }

    [Fact]
    public void A_value_that_is_nested_without_end_is_refused_before_the_stack_is_used_up()
    {
        var bytes = new byte[5_000_000];
        Array.Fill(bytes, (byte)1);

        IsRefused<Deep>(bytes, isAllocationBounded: false).Should().BeTrue();
    }

    static bool IsSame<T>(T value)
    {
        var bytes = Write(value);
        var reader = new RecordReader(bytes);
        var read = TypeSerializers.For<T>().Read(ref reader);
        reader.Remaining.Should().Be(0);
        read.Should().BeEquivalentTo(
            value, options => options.WithStrictOrdering().RespectingRuntimeTypes().AllowingInfiniteRecursion());
        return Write(read).SequenceEqual(bytes);
    }

    static bool IsRefused<T>(byte[] bytes, bool isAllocationBounded = true)
    {
        var serializer = TypeSerializers.For<T>();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var isRefused = false;
        try
        {
            var reader = new RecordReader(bytes);
            serializer.Read(ref reader);
        }
        catch (RecordFormatException)
        {
            isRefused = true;
        }

        if (isAllocationBounded)
        {
            (GC.GetAllocatedBytesForCurrentThread() - before).Should()
                .BeLessThan(SmallChange + (bytes.Length * LargestGrowth), "a promise takes no memory");
        }

        return isRefused;
    }

    static byte[] Write<T>(T value)
    {
        var writer = new RecordWriter(new byte[4]);
        TypeSerializers.For<T>().Write(value, ref writer);
        return writer.Written.ToArray();
    }

    static Row RowOf(Seed seed) => new(
        Utf8(seed.Text), seed.Number, seed.Maybe, seed.Numbers, new Inner(seed.Number, Utf8(seed.Text)))
    {
        Later = new Point { X = seed.Number, Label = Utf8(seed.Text) },
        Inners = [.. seed.Numbers.Select(number => new Inner(number, null))],
        ByText = seed.Numbers.Distinct().ToDictionary(number => $"{number}", number => (decimal?)number),
    };

    // Without half surrogates, which no encoding keeps.
    static string? Utf8(string? text) => text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    public sealed record Seed(string? Text, int Number, long? Maybe, int[] Numbers);

    sealed record Row(string? Text, int Number, long? Maybe, int[] Numbers, Inner? Inner)
    {
        public Point Later { get; init; }

        public List<Inner> Inners { get; init; } = [];

        public Dictionary<string, decimal?> ByText { get; init; } = [];
    }

    sealed record Inner(long Id, string? Name);

    sealed record Chain(int Value, Chain? Next);

    // All its bytes are 1: it is there, and so is the next.
    sealed class Deep
    {
        public Deep? Next { get; init; }
    }

    readonly record struct Nothing;

    struct Point
    {
        public int X { get; set; }

        public string? Label { get; set; }
    }
}
