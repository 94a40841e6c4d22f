namespace FlinkYarn.Client.Tests.Fixtures.SampleProgram;

/// <summary>A program that does what its first argument says, then runs a small job.</summary>
static class Program
{
    static async Task<int> Main(string[] args)
    {
        switch (args.FirstOrDefault())
        {
            case "throw":
                throw new InvalidOperationException("the program's own words");
            case "nothing":
                return 0;
            case "write-arguments":
                await File.WriteAllLinesAsync(args[1], args[2..]);
                break;
            case "write-numbers":
                SampleJob.Write(args[1]);
                return 0;
            case "twice":
                SampleJob.Execute("first");
                SampleJob.Execute("second");
                return 0;
            case "return":
                SampleJob.Execute("sample");
                return 3;
            case "asynchronously":
                await SampleJob.StartAsync("sample");
                return 0;
        }

        SampleJob.Execute("sample");
        return 0;
    }
}
