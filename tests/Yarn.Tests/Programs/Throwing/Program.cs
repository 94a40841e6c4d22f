using FlinkYarn.Api;

var environment = StreamExecutionEnvironment.GetExecutionEnvironment();

environment
    .FromSequence(1, 1_000_000)
    .Map(number => number == 1000 ? throw new InvalidOperationException("the 1000th number is unlucky") : number)
    .Name("Unlucky map")
    .Print();

environment.Execute("Throwing");
