using System.Runtime.InteropServices;
using FlinkYarn.Api;

namespace FlinkYarn.Programs;

/// <summary>A function that takes memory outside the managed heap: <c>touched</c> or <c>reserved</c>.</summary>
public static class Hungry
{
    const int Piece = 64 << 20;
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
        var piece = Marshal.AllocHGlobal(Piece);
        for (var at = 0; isTouched && at < Piece; at += PageSize)
        {
            Marshal.WriteByte(piece, at, 1);
        }

        // YARN looks once a second; it must not find us gone for lack of address space.
        Thread.Sleep(isTouched ? 20 : 5);
        return number;
    }
}
