using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.Hadoop.Tests.Yarn;

public sealed class ContainerExitTests
{
    [Theory]
    [InlineData(-100, "given back, or its node was lost", true)]
    [InlineData(-101, "disks", true)]
    [InlineData(-102, "preempted", true)]
    [InlineData(-103, "virtual memory", false)]
    [InlineData(-104, "more memory than its container has", false)]
    [InlineData(-105, "stopped by its ApplicationMaster", false)]
    [InlineData(-106, "stopped by YARN's ResourceManager", true)]
    [InlineData(-107, "application had ended", false)]
    [InlineData(-108, "container scheduler", true)]
    [InlineData(-1000, "could not be localized", false)]
    [InlineData(7, "exit status 7", false)]
    [InlineData(137, "SIGKILL", false)]
    [InlineData(143, "SIGTERM", false)]
    public void Every_end_says_what_happened_and_whether_the_program_is_to_blame(
        int status, string words, bool isNoFault)
    {
        ContainerExit.Describe(status).Should().Contain(words).And.Contain($"exit status {status}");
        ContainerExit.IsNoFaultOfTheProgram(status).Should().Be(isNoFault);
    }
}
