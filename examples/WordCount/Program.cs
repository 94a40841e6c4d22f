using FlinkYarn.Api;
using WordCount;

// flinkyarn run -t yarn-per-job WordCount.dll --input hdfs:///texts --output hdfs:///counts --parallelism 4
var options = Options.Parse(args);
var environment = StreamExecutionEnvironment.GetExecutionEnvironment();
environment.SetRuntimeMode(RuntimeExecutionMode.Batch);
if (options.Parallelism is { } parallelism)
{
    environment.SetParallelism(parallelism);
}

var lines = options.Input is { } input ? environment.ReadTextFile(input) : environment.FromCollection(Soliloquy.Lines);

var counts = lines
    .FlatMap<string>((line, words) =>
    {
        foreach (var range in line.AsSpan().Split(' '))
        {
            if (!line.AsSpan(range).IsEmpty)
            {
                words.Collect(line[range]);
            }
        }
    }).Name("Split into words")
    .Map(word => new Entry(word, 1))
    .KeyBy(entry => entry.Word)
    .Sum(entry => entry.Count);

if (options.Output is { } output)
{
    counts.WriteAsText(output, entry => $"{entry.Word} {entry.Count}");
}
else
{
    counts.Map(entry => $"{entry.Word} {entry.Count}").Print();
}

environment.Execute("WordCount");
