using FlinkYarn.TaskManager.Memory;

namespace FlinkYarn.TaskManager.Network.Frames;

/// <summary>Something that has frames for a connection; the writing loop asks it when it has said so.</summary>
interface IFrameSource
{
    /// <summary>
    /// The next frame: written to <paramref name="frame"/>, or a <paramref name="payload"/> that already is one and is
    /// released when it was sent. False when there is none.
    /// </summary>
    bool TryTakeFrame(FrameBuffer frame, out NetworkBuffer? payload, out bool hasMore);
}
