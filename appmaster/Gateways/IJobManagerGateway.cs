using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.Gateways;

/// <summary>What TaskManagers and the ResourceManager tell a JobManager. Every call posts to its mailbox.</summary>
interface IJobManagerGateway
{
    string JobId { get; }

    /// <summary>Names this JobManager's life.</summary>
    string FencingToken { get; }

    Task<SlotOffersAnswered> OfferSlotsAsync(OfferSlots offer, ITaskManagerGateway taskManager);

    void OnTaskStateChanged(TaskStateChanged change);

    Task<SplitAssigned> RequestSplitAsync(RequestSplit request);

    /// <summary>Completes when the rows are taken; late when the client does not read them.</summary>
    Task OnCollectedRowsAsync(CollectedRows rows);

    void OnTaskManagerLost(string resourceId, string reason);
}
