namespace FlinkYarn.Hadoop.Configuration;

/// <summary>What of the process's surroundings decides over Hadoop's configuration.</summary>
public sealed record HadoopEnvironment
{
    public static HadoopEnvironment Empty { get; } = new();

    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Stands for Java's system property user.name.</summary>
    public string UserName { get; init; } = Environment.UserName;

    public static HadoopEnvironment OfProcess()
    {
        var variables = Environment.GetEnvironmentVariables();
        return new HadoopEnvironment
        {
            Variables = variables.Keys.Cast<string>().ToDictionary(
                name => name, name => (string?)variables[name] ?? ""),
        };
    }

    internal string? Variable(string name) => Variables.GetValueOrDefault(name);

    /// <summary>Those of Java's system properties that Hadoop's files refer to.</summary>
    internal string? SystemProperty(string name) => name switch
    {
        "user.name" => UserName,
        "user.home" => Variable("HOME"),
        "java.io.tmpdir" => "/tmp",
        _ => null,
    };
}
