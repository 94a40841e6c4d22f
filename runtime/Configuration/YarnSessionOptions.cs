namespace FlinkYarn.Runtime.Configuration;

/// <summary>How a client finds the application that it means; Flink's <c>YarnConfigOptions</c>.</summary>
sealed class YarnSessionOptions
{
    [ConfigKey("yarn.application.id",
        "The application that `run -t yarn-session`, `list` and `cancel` speak to; `-id` and `-yid` on the command "
        + "line.")]
    public string? ApplicationId { get; set; }

    [ConfigKey("yarn.properties-file.location",
        "Folder of `.yarn-properties-USER`, in which `yarn-session` notes its application for later commands; the "
        + "folder for temporary files when not set.")]
    public string? PropertiesFolder { get; set; }
}
