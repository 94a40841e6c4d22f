using System.ComponentModel;
using System.Runtime.InteropServices;

namespace FlinkYarn.Benchmarks.Measuring;

/// <summary>CPU time of this process's children that have ended: getrusage(2).</summary>
static partial class ChildrenUsage
{
    const int Children = -1;

    /// <summary>User and system time of all so far; the difference of two is what ran between them.</summary>
    public static TimeSpan Now()
    {
        if (GetUsage(Children, out var usage) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        return Of(usage.UserSeconds, usage.UserMicroseconds) + Of(usage.SystemSeconds, usage.SystemMicroseconds);
    }

    static TimeSpan Of(long seconds, long microseconds) =>
        TimeSpan.FromSeconds(seconds) + TimeSpan.FromMicroseconds(microseconds);

    [LibraryImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    private static partial int GetUsage(int who, out Usage usage);

    // struct rusage has eighteen longs; the first four are two timevals.
    [StructLayout(LayoutKind.Sequential, Size = 18 * sizeof(long))]
    struct Usage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
    }
}
