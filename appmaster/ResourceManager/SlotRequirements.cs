namespace FlinkYarn.AppMaster.ResourceManager;

/// <summary>How many slots each job needs in all, in the order in which the jobs came.</summary>
sealed class SlotRequirements
{
    readonly List<Requirement> requirements = [];

    public IReadOnlyList<Requirement> All => requirements;

    public bool Has(string jobId) => requirements.Exists(requirement => requirement.JobId == jobId);

    public void Set(string jobId, string jobManagerToken, int slots)
    {
        requirements.RemoveAll(requirement => requirement.JobId == jobId);
        if (slots > 0)
        {
            requirements.Add(new Requirement(jobId, jobManagerToken, slots));
        }
    }
}

/// <summary>One job's need.</summary>
sealed record Requirement(string JobId, string JobManagerToken, int Slots);
