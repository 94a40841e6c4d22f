using System.Runtime.InteropServices;
using FlinkYarn.Api;

namespace FlinkYarn.Programs;

/// <summary>A function that takes memory outside the managed heap: <c>touched</c> or <c>reserved</c>.</summary>
public static class Hungry
{
    const int Reserved = 64 << 20;

    // YARN looks once a second, and a container over both limits at one look is killed for its virtual memory.
    const int Touched = 16 << 20;
    const int PageSize = 4096;

    public static void Main(string[] arguments)
    {
        var isTouched = arguments[0] == "touched";
        var environment = StreamExecutionEnvironment.GetExecutionEnvironment();
        environment.FromSequence(1, long.MaxValue).Map(number => Take(number, isTouched)).Name("Eat").Print();
        environment.Execute("hungry");
    }

    static long Take(long number, bool isTouched)
    {
        var size = isTouched ? Touched : Reserved;
        var piece = Marshal.AllocHGlobal(size);
        for (var at = 0; isTouched && at < size; at += PageSize)
        {
            Marshal.WriteByte(piece, at, 1);
        }

        Task.Delay(TimeSpan.FromMilliseconds(isTouched ? 80 : 5), TimeProvider.System).Wait();
        return number;
    }
}
