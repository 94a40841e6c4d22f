using System.Text.Json.Nodes;

namespace FlinkYarn.MiniYarn.Http;

/// <summary>
/// A refusal in Hadoop's words: a Java exception class and a message, with the HTTP status it travels on.
/// </summary>
internal sealed class RemoteFailure(int status, string javaClassName, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string JavaClassName { get; } = javaClassName;

    /// <summary>
    /// The body every Hadoop service answers with (yarn-common GenericExceptionHandler, hdfs JsonUtil).
    /// </summary>
    public JsonObject ToJson() => new()
    {
        ["RemoteException"] = new JsonObject
        {
            ["exception"] = JavaClassName[(JavaClassName.LastIndexOfAny(['.', '$']) + 1)..],
            ["message"] = Message,
            ["javaClassName"] = JavaClassName,
        },
    };
}
