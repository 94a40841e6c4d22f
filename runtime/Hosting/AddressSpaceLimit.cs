using System.Runtime.InteropServices;

namespace FlinkYarn.Runtime.Hosting;

/// <summary>
/// Lifts the soft limit of the address space that the launch command sets: it makes the runtime reserve less for code
/// while it starts, so that YARN's virtual memory check does not kill the container, and must not bite later.
/// </summary>
static partial class AddressSpaceLimit
{
    // RLIMIT_AS of Linux (asm-generic/resource.h).
    const int AddressSpace = 9;

    public static void Lift()
    {
        if (OperatingSystem.IsLinux() && GetLimit(AddressSpace, out var limit) == 0 && limit.Soft != limit.Hard)
        {
            limit.Soft = limit.Hard;
            _ = SetLimit(AddressSpace, in limit);
        }
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    struct Limit
    {
        public nuint Soft;
        public nuint Hard;
    }
}
