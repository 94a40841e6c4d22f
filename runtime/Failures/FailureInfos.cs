using System.Reflection;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.Runtime.Failures;

/// <summary>Exceptions as they cross processes.</summary>
static class FailureInfos
{
    const int LongestText = 16 * 1024;

    public static FailureInfo Of(
        Exception failure, FailureInfo.Types.Domain domain = FailureInfo.Types.Domain.Internal,
            string operatorName = "") =>
        new()
        {
            Type = failure.GetType().FullName ?? failure.GetType().Name,
            Message = Cut(Words(failure)),
            Stack = Cut(failure.ToString()),
            Domain = domain,
            OperatorName = operatorName,
        };

    public static FailureInfo Of(string message, FailureInfo.Types.Domain domain = FailureInfo.Types.Domain.External) =>
        new() { Type = "", Message = Cut(message), Stack = "", Domain = domain };

    /// <summary>One paragraph for people: the operator, the exception's class, its words.</summary>
    public static string Describe(FailureInfo failure)
    {
        var where = failure.OperatorName.Length == 0 ? "" : $"Operator '{failure.OperatorName}': ";
        var type = failure.Type.Length == 0 ? "" : $"{failure.Type}: ";
        return $"{where}{type}{failure.Message}";
    }

    // What the runtime wraps around a cause says only that there is one.
    static string Words(Exception failure) =>
        failure is TypeInitializationException or TargetInvocationException && failure.InnerException is { } cause
            ? $"{failure.Message} {cause.GetType().FullName}: {cause.Message}"
            : failure.Message;

    static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText] + " …";
}
