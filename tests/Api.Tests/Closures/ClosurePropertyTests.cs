using System.Globalization;
using System.Reflection;
using System.Text;
using FlinkYarn.Api.Closures;
using FsCheck;
using FsCheck.Fluent;

namespace FlinkYarn.Api.Tests.Closures;

/// <summary>A function that has travelled says what it would have said at home, whatever it captured.</summary>
public sealed class ClosurePropertyTests
{
    const long SmallChange = 256 * 1024;
    const int LargestGrowth = 64;

    // The same cases in each run.
    static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(4711, 4713);

    [Fact]
    public void Captured_numbers_dates_and_texts() => Prop.ForAll<(long, double, decimal), string?, DateTime>(
        (numbers, text, date) =>
        {
            var (whole, real, money) = numbers;
            var letters = Utf8(text);
            return SaysTheSame(() => string.Create(
                CultureInfo.InvariantCulture, $"{whole} {real:R} {money} {letters ?? "null"} {date:O} {date.Kind}"));
        }).Check(Cases);

    [Fact]
    public void Captured_records_tuples_and_nullables() => Prop.ForAll<int, string?, (byte, long)?>(
        (number, text, pair) =>
        {
            var order = new Order(number, Utf8(text), pair is null ? null : new Order(-number, null, null));
            var both = (order, pair);
            return SaysTheSame(() => $"{order} {both} {both.pair?.Item2}");
        }).Check(Cases);

    [Fact]
    public void Captured_collections() => Prop.ForAll<int[], string?[], (short, byte)[]>((numbers, texts, pairs) =>
    {
        var names = texts.Select(Utf8).ToList();
        var bySize = pairs.DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        var sorted = new SortedSet<int>(numbers);
        var stack = new Stack<int>(numbers);
        return SaysTheSame(() => string.Join(',', numbers) + '|' + string.Join(',', names) + '|'
            + string.Join(',', bySize.OrderBy(entry => entry.Key)) + '|' + string.Join(',', sorted) + '|'
            + string.Join(',', stack));
    }).Check(Cases);

    [Fact]
    public void Functions_within_functions() => Prop.ForAll<int, int[]>((start, steps) =>
    {
        var all = steps.Aggregate((Func<int, int>)(x => x + start), (inner, step) => x => inner(x) - step);
        return SaysTheSame(() => $"{all(7)}");
    }).Check(Cases);

    [Fact]
    public void Everything_that_cannot_travel_is_named_at_once() => Prop.ForAll<byte>(mask =>
    {
        var captured = new Accidents
        {
            Log = Has(0) ? Stream.Null : null,
            Work = Has(1) ? Task.FromResult(1) : null,
            Ending = Has(2) ? new CancellationTokenSource() : null,
            Builder = Has(3) ? new StringBuilder() : null,
            Member = Has(4) ? typeof(string).GetMethod("Clone") : null,
            Matrix = Has(5) ? new int[1, 1] : null,
            Inner = new Inner { Client = Has(6) ? new HttpClient() : null },
            Both = Has(7) ? [new StringBuilder(), new StringBuilder()] : [],
        };
        string[] expected =
        [
            .. Enumerable.Range(0, 7).Where(Has).Select(bit => new[]
            {
                "captured.Log", "captured.Work", "captured.Ending", "captured.Builder", "captured.Member",
                "captured.Matrix", "captured.Inner.Client",
            }[bit]),
            .. Has(7) ? ["captured.Both[0]", "captured.Both[1]"] : Array.Empty<string>(),
        ];

        var problems = ProblemsOf(() => captured.ToString());

        problems.Select(problem => problem.Split('\'')[1]).Should().BeEquivalentTo(expected);
        problems.Should().OnlyContain(problem => problem.StartsWith("Operator Map: captures", StringComparison.Ordinal)
            && problem.Contains("cannot travel to the TaskManagers", StringComparison.Ordinal));

        bool Has(int bit) => (mask & (1 << bit)) != 0;
    }).Check(Cases);

    [Fact]
    public void Functions_that_were_cut_are_refused_by_name_and_take_no_memory_for_what_is_missing() =>
        Prop.ForAll<int[], string?, NonNegativeInt>((numbers, text, place) =>
        {
            var order = new Order(numbers.Length, Utf8(text), null);
            var bytes = ClosureCodec.Write((Func<string>)(() => $"{order} {numbers.Length}"), "Map");
            var cut = bytes[..(place.Get % bytes.Length)];
            var before = GC.GetAllocatedBytesForCurrentThread();

            ((Action)(() => ClosureCodec.Read(cut, Loaded.Instance))).Should().Throw<ClosureFormatException>();

            (GC.GetAllocatedBytesForCurrentThread() - before).Should()
                .BeLessThan(SmallChange + (cut.Length * LargestGrowth));
        }).Check(Cases);

    [Fact]
    public void Any_bytes_are_functions_or_refused_by_name() => Prop.ForAll<byte[], int[], NonNegativeInt>(
        (noise, numbers, place) =>
        {
            var bytes = ClosureCodec.Write((Func<int>)(() => numbers.Length), "Map");
            var start = 1 + (place.Get % (bytes.Length - 1));
            noise.AsSpan(0, Math.Min(noise.Length, bytes.Length - start)).CopyTo(bytes.AsSpan(start));
            foreach (var damaged in (byte[][])[bytes, [ClosureCodec.Version, .. noise]])
            {
                try
                {
                    ClosureCodec.Read(damaged, Loaded.Instance);
                }
                catch (ClosureFormatException)
                {
                    // What a reader of damaged bytes may say.
                }
            }
        }).Check(Cases);

    static bool SaysTheSame(Func<string> function)
    {
        var travelled = (Func<string>)ClosureCodec.Read(ClosureCodec.Write(function, "Map"), Loaded.Instance);
        travelled.Should().NotBeSameAs(function);
        return travelled() == function();
    }

    static IReadOnlyList<string> ProblemsOf(Func<string?> function)
    {
        try
        {
            ClosureCodec.Write(function, "Operator Map");
            return [];
        }
        catch (ClosureException refused)
        {
            return refused.Problems;
        }
    }

    // Without half surrogates, which no encoding keeps.
    static string? Utf8(string? text) => text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    sealed record Order(int Number, string? Name, Order? Earlier);

    sealed class Accidents
    {
        public Stream? Log { get; init; }

        public Task<int>? Work { get; init; }

        public CancellationTokenSource? Ending { get; init; }

        public StringBuilder? Builder { get; init; }

        public MethodInfo? Member { get; init; }

        public int[,]? Matrix { get; init; }

        public required Inner Inner { get; init; }

        public StringBuilder[] Both { get; init; } = [];
    }

    sealed class Inner
    {
        public HttpClient? Client { get; init; }
    }

    sealed class Loaded : IClosureTypeSource
    {
        public static readonly Loaded Instance = new();

        public Assembly? Find(string simpleName) =>
            AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => assembly.GetName().Name == simpleName);
    }
}
