namespace FlinkYarn.Yarn.Tests.Commands;

/// <summary>The programs of tests/Programs, which the solution has built; each is run by <c>-c</c>.</summary>
static class TestPrograms
{
    static readonly string Assembly = Path.Combine(
        Repository.Root, "artifacts", "bin", "FlinkYarn.TestPrograms", "debug", "FlinkYarn.TestPrograms.dll");

    /// <summary>The words that run one of them.</summary>
    public static string[] Run(string program, params string[] arguments) =>
        ["-c", $"FlinkYarn.Programs.{program}", Assembly, .. arguments];
}
