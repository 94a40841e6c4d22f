using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace FlinkYarn.Benchmarks.Results;

/// <summary>Rows as people and as programs read them.</summary>
sealed class Report(string title, string command, IReadOnlyList<Row> rows)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public void WriteTo(TextWriter writer) => writer.WriteLine(Table());

    /// <summary>Puts the table under its title into the page; other titles' tables stay.</summary>
    public async Task WritePageAsync(FileInfo page, CancellationToken cancellationToken)
    {
        var old = page.Exists ? await File.ReadAllTextAsync(page.FullName, cancellationToken) : "";
        var sections = old.Split("\n## ").Skip(1)
            .Select(section => section.TrimEnd())
            .Where(section => !section.StartsWith(title + "\n", StringComparison.Ordinal))
            .Append($"{title}\n\n{Circumstances()}\n\n{Table().TrimEnd()}")
            .Order(StringComparer.Ordinal);
        var text = new StringBuilder("# Results\n\nWritten by `./bench`; what stands beside each other was measured in one call.\n");
        foreach (var section in sections)
        {
            text.Append("\n## ").Append(section).Append('\n');
        }

        await File.WriteAllTextAsync(page.FullName, text.ToString(), cancellationToken);
    }

    public Task WriteJsonAsync(FileInfo file, CancellationToken cancellationToken) =>
        File.WriteAllBytesAsync(file.FullName, JsonSerializer.SerializeToUtf8Bytes(rows, Json), cancellationToken);

    string Circumstances() => $"`{command}`, {DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, "
        + $"{RuntimeInformation.FrameworkDescription}.";

    string Table()
    {
        var table = new StringBuilder("| what | unit | ours | Flink | by hand | goal | met |\n")
            .Append("| --- | --- | ---: | ---: | ---: | ---: | --- |\n");
        foreach (var row in rows)
        {
            var met = row.Met switch { true => "yes", false => "**no**", null => "" };
            table.Append(CultureInfo.InvariantCulture,
                $"| {row.Name} | {row.Unit} | {Text(row.Ours)} | {Text(row.Peer)} | {Text(row.ByHand)} "
                + $"| {(row.Goal is null ? "" : "≤ ")}{Text(row.Goal)} | {met} |\n");
        }

        return table.ToString();
    }

    static string Text(double? value) => value switch
    {
        null => "",
        >= 100 => value.Value.ToString("#,0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0.##", CultureInfo.InvariantCulture),
    };
}
