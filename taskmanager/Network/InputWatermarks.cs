using FlinkYarn.TaskManager.Records;

namespace FlinkYarn.TaskManager.Network;

/// <summary>An input's watermark: the least of its channels', and it only rises.</summary>
sealed class InputWatermarks
{
    readonly long[] ofChannel;
    long current = long.MinValue;

    public InputWatermarks(int channels)
    {
        ofChannel = new long[channels];
        Array.Fill(ofChannel, long.MinValue);
    }

    /// <summary>True when the whole input's watermark has risen by this channel's.</summary>
    public bool TryRaise(int channel, Watermark watermark, out Watermark risen)
    {
        ofChannel[channel] = Math.Max(ofChannel[channel], watermark.Timestamp);
        var least = long.MaxValue;
        foreach (var one in ofChannel)
        {
            least = Math.Min(least, one);
        }

        risen = new Watermark(least);
        if (least <= current)
        {
            return false;
        }

        current = least;
        return true;
    }
}
