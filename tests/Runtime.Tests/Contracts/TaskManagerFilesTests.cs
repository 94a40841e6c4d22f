using FlinkYarn.Runtime.Contracts.Deployment;

namespace FlinkYarn.Runtime.Tests.Contracts;

public sealed class TaskManagerFilesTests
{
    static readonly StagedResource File = new(
        "config.yaml", new Uri("hdfs://nn:8020/user/alice/.flinkyarn/a'b/{{c}}"), 5, 1795414646467, false, false);

    [Fact]
    public void Files_arrive_as_they_were_sent_in_letters_that_no_shell_changes()
    {
        var value = TaskManagerFiles.Encode([File]);

        value.Should().MatchRegex("^[A-Za-z0-9+/=]+$");
        TaskManagerFiles.Decode(value).Should().Equal(File);
    }

    [Theory]
    [InlineData("§")]
    [InlineData("bnVsbA==")]
    [InlineData("W3s=")]
    public void A_damaged_value_is_named(string value) =>
        new Action(() => TaskManagerFiles.Decode(value)).Should().Throw<IOException>()
            .WithMessage($"{TaskManagerFiles.Variable} is not what*");
}
