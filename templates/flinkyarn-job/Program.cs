using FlinkYarn.Api;

// Here:        dotnet run
// On a YARN:   flinkyarn run -t yarn-per-job .

var environment = StreamExecutionEnvironment.GetExecutionEnvironment();

environment
    .FromElements("to be or not to be", "that is the question")
    .FlatMap(line => line.Split(' '))
    .Map(word => new WordCount(word, 1))
    .KeyBy(entry => entry.Word)
    .Sum(entry => entry.Count)
    .Print();

environment.Execute("FlinkYarnJob");

record WordCount(string Word, long Count);
