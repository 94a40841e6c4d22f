using System.Reflection;
using FlinkYarn.Api.Closures;

namespace FlinkYarn.Api.Tests.Closures;

public sealed class ClosureCodecTests
{
    static int instances;

    [Fact]
    public void A_lambda_travels_with_all_that_it_captured()
    {
        var factor = 3;
        var names = new Dictionary<string, int[]>(StringComparer.OrdinalIgnoreCase) { ["a"] = [1, 2] };
        Func<int, int> twice = x => x * 2;

        var travelled = Travel<Func<int, string>>(x => $"{twice(x) * factor} {names["A"].Length}");

        travelled(7).Should().Be("42 2");
    }

    [Fact]
    public void Values_are_frozen_when_they_are_written()
    {
        var count = 1;
        var bytes = ClosureCodec.Write((Func<int>)(() => count), "test");
        count = 2;

        ((Func<int>)ClosureCodec.Read(bytes, Loaded.Instance))().Should().Be(1);
    }

    [Fact]
    public void Method_groups_local_functions_generic_methods_and_the_frameworks_own_travel()
    {
        static int Local(int x) => x + 1;

        Travel<Func<int, int>>(Local)(1).Should().Be(2);
        Travel<Func<string, int>>(int.Parse)("5").Should().Be(5);
        Travel<Func<string, string>>(Generic<string>)("x").Should().Be("x of String");
        Travel<Func<int, int>>(new Adder(10).Add)(1).Should().Be(11);
        Travel<Func<long, long>>(new Box<long>(5).Sum)(1).Should().Be(6);
    }

    [Fact]
    public void Shared_objects_stay_shared_and_cycles_stay_cycles()
    {
        var node = new Node { Value = 1 };
        node.Next = node;
        var pair = (node, node);

        var (first, second) = Travel(pair);

        first.Should().BeSameAs(second);
        first.Next.Should().BeSameAs(first);
    }

    [Fact]
    public void A_lambda_within_a_lambda_travels_though_the_compiler_keeps_it_beside_its_variables()
    {
        var limit = 3;
        Func<Func<int, bool>> makes = () => number => number < limit;
        var below = makes();
        below.Should().BeSameAs(makes(), "the compiler keeps it, or this proves nothing");

        var travelled = Travel(below);

        travelled(2).Should().BeTrue();
        travelled(3).Should().BeFalse();
    }

    [Fact]
    public void A_function_that_calls_itself_travels()
    {
        Func<int, int> factorial = null!;
        factorial = number => number < 2 ? 1 : number * factorial(number - 1);
        Func<int, int>[] several = new Func<int, int>[1];
        several[0] = number => number < 2 ? 1 : number * several[0](number - 1);

        Travel(factorial)(5).Should().Be(120);
        Travel(several[0])(5).Should().Be(120);
    }

    [Fact]
    public void A_function_in_a_list_that_it_captures_is_refused()
    {
        var functions = new List<Func<int, int>>();
        functions.Add(number => functions.Count + number);

        var travelling = () => Travel(functions[0]);

        travelling.Should().Throw<ClosureException>().WithMessage("*functions*the very function that captures it*");
    }

    [Fact]
    public void Values_of_every_kind_travel()
    {
        Travel(new object?[] { 1, "x", 2.5m, DayOfWeek.Friday, null, new DateOnly(2026, 1, 1), typeof(List<int>) })
            .Should().Equal(1, "x", 2.5m, DayOfWeek.Friday, null, new DateOnly(2026, 1, 1), typeof(List<int>));
        Travel(new long[] { 1, 2, 3 }).Should().Equal(1, 2, 3);
        Travel(new Queue<int>([1, 2])).Should().Equal(1, 2);
        Travel(new Stack<int>([1, 2])).Should().Equal(2, 1);
        Travel(new SortedDictionary<string, int> { ["b"] = 2, ["a"] = 1 }).Keys.Should().Equal("a", "b");
        Travel(new[] { (1, "a"), (2, "b") }).Should().Equal((1, "a"), (2, "b"));
        Travel(new { Name = "anonymous" }).Name.Should().Be("anonymous");
    }

    [Fact]
    public void Constructors_are_not_run_again()
    {
        var adder = new Adder(1);
        var before = instances;

        Travel<Func<int, int>>(adder.Add);

        instances.Should().Be(before);
    }

    [Fact]
    public void Everything_that_cannot_travel_is_named_with_its_variable_and_the_remedy()
    {
        using var client = new HttpClient();
        var settings = new Settings { Log = new MemoryStream() };
        Func<int, string> function = x => client.ToString() + settings.Log + x;

        var writing = () => ClosureCodec.Write(function, "Operator 'Map' (Program.cs:12)");

        writing.Should().Throw<ClosureException>().Which.Problems.Should().BeEquivalentTo(
            "Operator 'Map' (Program.cs:12): captures 'client', HttpClient, which cannot travel to the TaskManagers: "
            + "it belongs to this process; create it inside the function, or in a static field of the program.",
            "Operator 'Map' (Program.cs:12): captures 'settings.Log', MemoryStream, which cannot travel to the "
            + "TaskManagers: it belongs to this process; create it inside the function, or in a static field of the "
            + "program.");
    }

    [Fact]
    public void Functions_of_several_targets_and_of_run_time_code_are_refused()
    {
        Action both = () => { };
        both += () => { };
        var compiled = System.Linq.Expressions.Expression.Lambda<Func<int>>(
            System.Linq.Expressions.Expression.Constant(1)).Compile();

        ((Action)(() => ClosureCodec.Write(both, "x"))).Should().Throw<ClosureException>()
            .WithMessage("*joins several*");
        ((Action)(() => ClosureCodec.Write(compiled, "x"))).Should().Throw<ClosureException>();
    }

    [Fact]
    public void Another_build_of_the_program_is_named_as_such()
    {
        var bytes = ClosureCodec.Write((Func<int>)(() => 1), "x");
        var version = typeof(ClosureCodecTests).Module.ModuleVersionId.ToByteArray();
        var place = bytes.AsSpan().IndexOf(version);
        place.Should().BePositive();
        bytes[place] ^= 1;

        ((Action)(() => ClosureCodec.Read(bytes, Loaded.Instance))).Should().Throw<ClosureFormatException>()
            .WithMessage("*another build*Submit the job again*");
    }

    [Fact]
    public void Damaged_bytes_are_a_format_error_and_never_anything_else()
    {
        var text = "captured";
        var list = new List<(int, string)> { (1, "a") };
        var bytes = ClosureCodec.Write((Func<string>)(() => text + list.Count), "x");

        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = bytes[..length];
            ((Action)(() => ClosureCodec.Read(cut, Loaded.Instance))).Should().Throw<ClosureFormatException>();
        }

        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                ClosureCodec.Read(damaged, Loaded.Instance);
            }
            catch (ClosureFormatException)
            {
                // What a reader of damaged bytes may say.
            }
        }
    }

    static string Generic<T>(T value) => $"{value} of {typeof(T).Name}";

    static T Travel<T>(T value)
        where T : notnull => (T)ClosureCodec.Read(ClosureCodec.Write(value, "test"), Loaded.Instance);

    sealed class Loaded : IClosureTypeSource
    {
        public static readonly Loaded Instance = new();

        public Assembly? Find(string simpleName) =>
            AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => assembly.GetName().Name == simpleName);
    }

    sealed class Adder
    {
        readonly int amount;

        public Adder(int amount)
        {
            this.amount = amount;
            instances++;
        }

        public int Add(int x) => x + amount;
    }

    sealed record Box<T>(T Value)
        where T : System.Numerics.INumber<T>
    {
        public T Sum(T other) => Value + other;
    }

    sealed class Node
    {
        public int Value { get; init; }

        public Node? Next { get; set; }
    }

    sealed class Settings
    {
        public Stream? Log { get; init; }
    }
}
