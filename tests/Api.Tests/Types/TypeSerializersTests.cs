using System.Numerics;
using FlinkYarn.Api.Types;

namespace FlinkYarn.Api.Tests.Types;

public sealed class TypeSerializersTests
{
    public enum Colour : short
    {
        Red = -1,
        Green = 7,
    }

    [Fact]
    public void Built_in_values_come_back_as_they_were()
    {
        RoundTrip(true).Should().BeTrue();
        RoundTrip(long.MinValue).Should().Be(long.MinValue);
        RoundTrip(1.5m).Should().Be(1.5m);
        RoundTrip("wörd\0").Should().Be("wörd\0");
        RoundTrip<string?>(null).Should().BeNull();
        RoundTrip(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc)).Kind.Should().Be(DateTimeKind.Utc);
        RoundTrip(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(-7))).Offset.Hours.Should().Be(-7);
        RoundTrip(new DateOnly(2026, 2, 28)).Should().Be(new DateOnly(2026, 2, 28));
        RoundTrip(BigInteger.Pow(-3, 200)).Should().Be(BigInteger.Pow(-3, 200));
        RoundTrip(Colour.Red).Should().Be(Colour.Red);
        RoundTrip<int?>(null).Should().BeNull();
        RoundTrip<int?>(5).Should().Be(5);
        RoundTrip(Guid.Parse("00112233-4455-6677-8899-aabbccddeeff")).ToString().Should().StartWith("00112233");
    }

    [Fact]
    public void Collections_come_back_with_their_items_in_order()
    {
        RoundTrip(new[] { 3, 1, 2 }).Should().Equal(3, 1, 2);
        RoundTrip(new List<string?> { "a", null }).Should().Equal("a", null);
        RoundTrip(new Dictionary<string, int[]> { ["x"] = [1], ["y"] = [] })["x"].Should().Equal(1);
        RoundTrip(new HashSet<long> { 5, 6 }).Should().BeEquivalentTo([5L, 6L]);
        RoundTrip<IReadOnlyList<int>>([1, 2]).Should().Equal(1, 2);
        RoundTrip<int[]?>(null).Should().BeNull();
    }

    [Fact]
    public void Records_classes_and_structs_come_back_field_by_field_private_ones_and_inherited_ones_too()
    {
        RoundTrip(("a", 1L, new Point(1, 2))).Should().Be(("a", 1L, new Point(1, 2)));
        RoundTrip(new Order("x", 3, [new Line("p", 1.5m)])).Lines.Should().Equal(new Line("p", 1.5m));
        RoundTrip<Order?>(null).Should().BeNull();
        RoundTrip(new Derived(7) { Name = "n" }).Should().BeEquivalentTo(new Derived(7) { Name = "n" });
        RoundTrip(new Tree(1, new Tree(2, null))).Next!.Value.Should().Be(2);
    }

    [Fact]
    public void Only_what_nobody_can_change_is_immutable()
    {
        TypeSerializers.For<(string, long)>().IsImmutable.Should().BeTrue();
        TypeSerializers.For<Line>().IsImmutable.Should().BeTrue();
        TypeSerializers.For<Derived>().IsImmutable.Should().BeFalse("Name can be set");
        TypeSerializers.For<int[]>().IsImmutable.Should().BeFalse();
        TypeSerializers.For<Order>().IsImmutable.Should().BeFalse("its array can be changed");
    }

    [Fact]
    public void Everything_that_cannot_travel_is_named_with_its_path()
    {
        var asking = () => TypeSerializers.For<Hopeless>();

        asking.Should().Throw<UnserializableTypeException>().Which.Problems.Should().Equal(
            "'Callback': Action is a function; rows carry data only.",
            "'Inner.Stream': Stream does not say which type its values have; use a concrete type.",
            "'Text': StringBuilder is not among the framework's types that can travel; "
            + "map it to numbers, strings or a record.");
    }

    [Fact]
    public void A_row_of_a_derived_type_is_refused_when_it_is_written()
    {
        var writing = () => RoundTrip<Base>(new Derived(1));

        writing.Should().Throw<InvalidOperationException>().WithMessage("*declared as*Base is a*Derived*");
    }

    [Fact]
    public void Writing_and_reading_a_struct_of_numbers_allocates_nothing()
    {
        var serializer = TypeSerializers.For<(long, int, double)>();
        var buffer = new byte[64];
        WriteAndRead();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var turn = 0; turn < 1000; turn++)
        {
            WriteAndRead();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);

        void WriteAndRead()
        {
            var writer = new RecordWriter(buffer);
            serializer.Write((1, 2, 3), ref writer);
            var reader = new RecordReader(writer.Written);
            _ = serializer.Read(ref reader);
        }
    }

    [Fact]
    public void Damaged_bytes_are_a_format_error_whatever_is_flipped_or_cut()
    {
        var bytes = Write(new Order("order", 3, [new Line("p", 1.5m), new Line("q", 2)]));
        var serializer = TypeSerializers.For<Order>();

        for (var cut = 0; cut < bytes.Length; cut++)
        {
            var reading = () => Read(serializer, bytes[..cut]);
            reading.Should().Throw<RecordFormatException>($"of {cut} bytes");
        }

        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                var reader = new RecordReader(damaged);
                serializer.Read(ref reader);
            }
            catch (RecordFormatException)
            {
                // What a reader of damaged bytes may say.
            }
        }
    }

    [Fact]
    public void A_record_that_does_not_fit_moves_to_a_larger_array_and_keeps_what_was_there()
    {
        var small = new byte[8];
        var writer = new RecordWriter(small);
        writer.WriteInt32(42);
        writer.WriteString(new string('x', 1000));

        writer.Buffer.Should().NotBeSameAs(small);
        var reader = new RecordReader(writer.Written);
        reader.ReadInt32().Should().Be(42);
        reader.ReadString().Should().HaveLength(1000);
    }

    static T RoundTrip<T>(T value) => Read(TypeSerializers.For<T>(), Write(value));

    static byte[] Write<T>(T value)
    {
        var writer = new RecordWriter(new byte[4]);
        TypeSerializers.For<T>().Write(value, ref writer);
        return writer.Written.ToArray();
    }

    static T Read<T>(TypeSerializer<T> serializer, byte[] bytes)
    {
        var reader = new RecordReader(bytes);
        var value = serializer.Read(ref reader);
        reader.Remaining.Should().Be(0);
        return value;
    }

    readonly record struct Point(int X, int Y);

    sealed record Line(string Product, decimal Price);

    sealed record Order(string Id, int Number, Line[] Lines);

    sealed record Tree(int Value, Tree? Next);

    class Base(int secret)
    {
        readonly int secret = secret;

        public int Secret => secret;
    }

    sealed class Derived(int secret) : Base(secret)
    {
        public string? Name { get; set; }
    }

    sealed record Hopeless(System.Text.StringBuilder Text, Action Callback, Hopeless.Nested Inner)
    {
        public sealed record Nested(Stream Stream);
    }
}
