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
            Message = Cut(MessageOf(failure)),
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

    // Where the runtime wraps what user code threw (a static constructor, a task), the wrapper's own words say nothing.
    static string MessageOf(Exception failure)
    {
        var message = failure.Message;
        for (var cause = failure.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (!message.Contains(cause.Message, StringComparison.Ordinal))
            {
                message += $" Caused by {cause.GetType().FullName}: {cause.Message}";
            }
        }

        return message;
    }

    static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText] + " …";
}
