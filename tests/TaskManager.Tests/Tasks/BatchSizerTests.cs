using FlinkYarn.TaskManager.Tasks;

namespace FlinkYarn.TaskManager.Tests.Tasks;

/// <summary>Batches are large where rows are quick, and small where they are slow.</summary>
public sealed class BatchSizerTests
{
    readonly BatchSizer sizer = new(1024, TimeSpan.FromMilliseconds(100));

    [Fact]
    public void Quick_rows_come_in_full_batches()
    {
        for (var batch = 0; batch < 7; batch++)
        {
            sizer.Observe(TimeSpan.FromMicroseconds(10));
        }

        sizer.Size.Should().Be(1024);
    }

    [Fact]
    public void Slow_rows_come_one_by_one()
    {
        for (var batch = 0; batch < 5; batch++)
        {
            sizer.Observe(TimeSpan.FromSeconds(1));
        }

        sizer.Size.Should().Be(1);
    }

    [Fact]
    public void A_batch_that_takes_its_time_keeps_its_size()
    {
        var size = sizer.Size;

        sizer.Observe(TimeSpan.FromMilliseconds(15));

        sizer.Size.Should().Be(size);
    }
}
