using FlinkYarn.AppMaster.Gateways;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.Tests.Kit;

/// <summary>A TaskManager as the ApplicationMaster's endpoints see it; answers what the test does not refuse.</summary>
sealed class FakeTaskManager(string resourceId, int slots) : ITaskManagerGateway
{
    public string ResourceId => resourceId;

    public string Host => $"host-of-{resourceId}";

    public int DataPort => 4000;

    public List<DeployTask> Deployed { get; } = [];

    public List<CancelTask> Cancelled { get; } = [];

    public List<RequestSlot> SlotRequests { get; } = [];

    public List<MasterMessage> Told { get; } = [];

    public bool IsDisconnected { get; private set; }

    /// <summary>Set to let deployments fail with it.</summary>
    public Exception? DeploymentFailure { get; set; }

    public RegisterTaskManager Registration => new()
    {
        ResourceId = resourceId,
        InstanceId = "1",
        Host = Host,
        DataPort = DataPort,
        Slots = slots,
        Version = FlinkYarnVersion.Current,
    };

    /// <summary>The offer of all slots that were requested.</summary>
    public OfferSlots Offer(string jobId)
    {
        var offer = new OfferSlots { JobId = jobId };
        offer.Slots.AddRange(SlotRequests.Where(request => request.JobId == jobId).Select(request =>
            new SlotStatus { Slot = request.Slot, AllocationId = request.AllocationId, JobId = jobId }));
        return offer;
    }

    public void Tell(MasterMessage message)
    {
        Told.Add(message);
        if (message.CancelTask is { } cancel)
        {
            Cancelled.Add(cancel);
        }
    }

    public Task<TaskManagerMessage> AskAsync(MasterMessage message)
    {
        Told.Add(message);
        if (message.RequestSlot is { } request)
        {
            SlotRequests.Add(request);
        }
        else if (message.DeployTask is { } task)
        {
            if (DeploymentFailure is { } failure)
            {
                return Task.FromException<TaskManagerMessage>(failure);
            }

            Deployed.Add(task);
        }

        return Task.FromResult(new TaskManagerMessage());
    }

    public void Disconnect() => IsDisconnected = true;
}
