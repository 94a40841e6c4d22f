using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.ResourceManager.Applications;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;

namespace FlinkYarn.MiniYarn.ResourceManager.ApplicationMasters;

/// <summary>
/// Refuses an allocate request as a whole when one row of it is wrong (SchedulerUtils.normalizeAndValidateRequests,
/// RMServerUtils).
/// </summary>
internal sealed class RequestReview(Scheduler scheduler)
{
    public void Check(ApplicationAttempt attempt, bool keepsContainers, AllocateRequestProto request)
    {
        if (request.UpdateRequests.Count > 0)
        {
            throw AllocateFailures.Unsupported(
                "This YARN does not change the size of containers: release the container and ask for another.");
        }

        foreach (var ask in request.Ask)
        {
            Check(ask);
        }

        if (request.BlacklistRequest?.BlacklistAdditions.Contains(AskGroup.Anywhere) == true)
        {
            throw AllocateFailures.InvalidBlacklist("Cannot add * to the blacklist!");
        }

        var foreign = request.Release.Select(ContainerId.Of).FirstOrDefault(id => id.Attempt != attempt.Id
            && !(keepsContainers && id.Attempt.Application == attempt.Id.Application));
        if (foreign != default)
        {
            throw AllocateFailures.InvalidRelease(
                $"Cannot release container : {foreign} not belonging to this application attempt : {attempt.Id}");
        }
    }

    void Check(ResourceRequestProto ask)
    {
        var capability = ResourceAmount.Of(ask.Capability ?? new ResourceProto());
        Check("memory-mb", capability.MemoryMb, scheduler.Maximum.MemoryMb, capability);
        Check("vcores", capability.VirtualCores, scheduler.Maximum.VirtualCores, capability);
        foreach (var (type, amount) in capability.Others.Only(scheduler.Maximum.Others).Amounts)
        {
            Check(type, amount, scheduler.Maximum.Others.Amounts.GetValueOrDefault(type), capability);
        }

        if (NodeLabels.Refusal(scheduler, ask.NodeLabelExpression) is { } refusal)
        {
            throw AllocateFailures.InvalidLabel(refusal);
        }
    }

    void Check(string type, long asked, long most, ResourceAmount capability)
    {
        if (asked < 0)
        {
            throw AllocateFailures.InvalidResource(
                "Invalid resource request! Cannot allocate containers as requested resource is less than 0! "
                    + $"Requested resource type=[{type}], Requested resource={capability}");
        }

        if (asked > most)
        {
            throw AllocateFailures.InvalidResource(
                "Invalid resource request! Cannot allocate containers as requested resource is greater than maximum "
                    + $"allowed allocation. Requested resource type=[{type}], Requested resource={capability}, "
                    + $"maximum allowed allocation={scheduler.Maximum}, please note that maximum allowed allocation is "
                    + "calculated by scheduler based on maximum resource of registered NodeManagers, which might be "
                    + $"less than configured maximum allocation={scheduler.Options.Maximum}");
        }
    }
}
