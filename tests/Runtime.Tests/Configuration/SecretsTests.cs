using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Runtime.Tests.Configuration;

public sealed class SecretsTests
{
    [Theory]
    [InlineData("fs.s3.secret.key")]
    [InlineData("my.Password")]
    [InlineData("containerized.master.env.API_TOKEN")]
    [InlineData("service.apikey")]
    public void A_key_that_sounds_secret_hides_its_value(string key) =>
        Secrets.Shown(key, "hunter2").Should().Be("******");

    [Fact]
    public void Others_are_shown() => Secrets.Shown("yarn.application.name", "job").Should().Be("job");
}
