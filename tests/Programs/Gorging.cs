using System.Runtime.InteropServices;
using FlinkYarn.Api;

namespace FlinkYarn.Programs;

/// <summary>
/// A job that takes native memory of so many MiB, touched or not, and then waits: <c>NAME touched|reserved MIB</c>.
/// </summary>
public static class Gorging
{
    const int BlockSize = 16 << 20;

    public static void Main(string[] arguments)
    {
        var (isTouched, size) = (arguments[1] == "touched", long.Parse(arguments[2]) << 20);
        var environment = StreamExecutionEnvironment.GetExecutionEnvironment();
        environment.FromSequence(1, 1).Map(number => Take(number, isTouched, size)).Print();
        environment.Execute(arguments[0]);
    }

    static unsafe long Take(long number, bool isTouched, long size)
    {
        for (long taken = 0; taken < size; taken += BlockSize)
        {
            var block = NativeMemory.Alloc(BlockSize);
            if (isTouched)
            {
                NativeMemory.Fill(block, BlockSize, 1);
            }
        }

        Waiting.ForEver();
        return number;
    }
}
