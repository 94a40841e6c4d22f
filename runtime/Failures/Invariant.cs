using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace FlinkYarn.Runtime.Failures;

/// <summary>What must hold, checked in release too. A broken one is a bug, never a user's mistake.</summary>
static class Invariant
{
    public static void Require([DoesNotReturnIf(false)] bool condition, string brokenPromise,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        if (!condition)
        {
            throw new InvariantException($"{brokenPromise} ({Path.GetFileName(file)}:{line})");
        }
    }
}

/// <summary>A broken invariant: a bug in FlinkYarn.</summary>
sealed class InvariantException(string message) : Exception(message);
