namespace FlinkYarn.Runtime.Configuration;

/// <summary>Which values are never printed: Flink's list of key parts (GlobalConfiguration.SENSITIVE_KEYS) and marked options.</summary>
static class Secrets
{
    /// <summary>Stands for a hidden value (GlobalConfiguration.HIDDEN_CONTENT).</summary>
    public const string Mask = "******";

    static readonly string[] SensitiveParts =
    [
        "password", "secret", "fs.azure.account.key", "apikey", "api-key", "auth-params", "service-key", "token",
        "basic-auth", "jaas.config", "http-headers",
    ];

    public static bool IsSecret(string key) =>
        SensitiveParts.Any(part => key.Contains(part, StringComparison.OrdinalIgnoreCase))
        || OptionCatalog.Find(key) is { IsSecret: true };

    /// <summary>The value, or the mask when the key says that it is a secret.</summary>
    public static string Shown(string key, string value) => IsSecret(key) ? Mask : value;
}
