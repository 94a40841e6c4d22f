namespace FlinkYarn.TaskManager.Network.Frames;

/// <summary>What a frame of the exchange says; the values are the wire's.</summary>
enum FrameType : byte
{
    /// <summary>First frame of both sides: magic number, version, resource id.</summary>
    Hello = 1,

    /// <summary>Consumer: which partition this channel is to carry, and the first credits.</summary>
    Request = 2,

    /// <summary>Producer: a buffer, for one credit.</summary>
    Buffer = 3,

    /// <summary>Consumer: more credits.</summary>
    Credit = 4,

    /// <summary>Producer: nothing follows on this channel.</summary>
    End = 5,

    /// <summary>Producer: the channel cannot be served; a text says why.</summary>
    Error = 6,

    /// <summary>Consumer: it has everything, or wants no more.</summary>
    Close = 7,
}
