using System.Text.Json;

namespace FlinkYarn.Client.Tests.Clusters;

/// <summary>An application as the fake ResourceManager knows it.</summary>
sealed class FakeApplication(string id, JsonElement submission)
{
    public string Id => id;

    /// <summary>What the client sent.</summary>
    public JsonElement Submission => submission;

    public string User { get; set; } = FakeCluster.User;

    public string State { get; set; } = "ACCEPTED";

    public string FinalStatus { get; set; } = "UNDEFINED";

    public string Diagnostics { get; set; } = "";

    /// <summary>What YARN says of each attempt.</summary>
    public IReadOnlyList<string> Attempts { get; set; } = [""];

    public string? Address { get; set; }

    public bool WasKilled { get; set; }

    public JsonElement Container => submission.GetProperty("am-container-spec");

    /// <summary>The local resources by their links.</summary>
    public Dictionary<string, JsonElement> Resources => Entries("local-resources");

    public Dictionary<string, JsonElement> Environment => Entries("environment");

    public void End(string state, string finalStatus, string diagnostics = "") =>
        (State, FinalStatus, Diagnostics) = (state, finalStatus, diagnostics);

    Dictionary<string, JsonElement> Entries(string name) =>
        Container.GetProperty(name).GetProperty("entry").EnumerateArray()
            .ToDictionary(entry => entry.GetProperty("key").GetString()!, entry => entry.GetProperty("value"));
}
