using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Failures;

namespace FlinkYarn.AppMaster.ResourceManager.Yarn;

/// <summary>What YARN shows of an application that failed.</summary>
static class Diagnostics
{
    const int LongestText = 8 * 1024;

    /// <summary>The cause in words, then where it was thrown; empty without a cause.</summary>
    public static string Of(FailureInfo? cause)
    {
        var text = cause is null ? "" : $"{FailureInfos.Describe(cause)}\n{cause.Stack}";
        return text.Length <= LongestText ? text : text[..LongestText];
    }
}
