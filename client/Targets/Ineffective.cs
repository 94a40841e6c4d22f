namespace FlinkYarn.Client.Targets;

/// <summary>What was typed and a target does not look at: it is told, never passed over in silence.</summary>
static class Ineffective
{
    /// <summary>Warns of each such setting that was typed; what stands in files is for all targets.</summary>
    /// <param name="setup">Has settings and output.</param>
    /// <param name="isWithout">Whether a key has no effect.</param>
    /// <param name="why">The end of the sentence.</param>
    public static void Warn(TargetSetup setup, Func<string, bool> isWithout, string why)
    {
        foreach (var (key, setting) in setup.Options.Settings.All)
        {
            if (setting.Origin.StartsWith('-') && isWithout(key))
            {
                setup.Output.Warn($"{key} ({setting.Origin}) has no effect: {why}.");
            }
        }
    }
}
