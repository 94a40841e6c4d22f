using FlinkYarn.TaskManager.Memory;

namespace FlinkYarn.TaskManager.Network.Frames;

/// <summary>One side's understanding of the frames that come in; called by the connection's reading loop only.</summary>
interface IFrameHandler
{
    /// <summary>Where a buffer of this channel goes; null when the channel is closed and its bytes are dropped.</summary>
    /// <exception cref="FrameException">The sender had no credit for it.</exception>
    NetworkBuffer? PlaceFor(uint channel);

    void OnBuffer(uint channel, NetworkBuffer buffer, uint sequence, uint backlog);

    /// <summary>Any other frame but the hello.</summary>
    void OnFrame(FrameHeader header, ReadOnlySpan<byte> payload);

    /// <summary>Nothing comes any more; called once.</summary>
    void OnBroken(string reason);

    /// <summary>The channel has sent its last frame.</summary>
    void Forget(uint channel);
}
