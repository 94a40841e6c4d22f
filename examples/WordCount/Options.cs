namespace WordCount;

/// <summary>The program's arguments: <c>[--input URI] [--output URI] [--parallelism N]</c>.</summary>
sealed record Options(string? Input, string? Output, int? Parallelism)
{
    public static Options Parse(string[] args)
    {
        var options = new Options(null, null, null);
        for (var index = 0; index < args.Length; index += 2)
        {
            if (index + 1 == args.Length)
            {
                throw new ArgumentException($"{args[index]} needs a value.");
            }

            var value = args[index + 1];
            options = args[index] switch
            {
                "--input" => options with { Input = value },
                "--output" => options with { Output = value },
                "--parallelism" when int.TryParse(value, out var count) => options with { Parallelism = count },
                "--parallelism" => throw new ArgumentException($"--parallelism takes a number, not {value}."),
                var unknown => throw new ArgumentException(
                    $"Unknown argument {unknown}. Known: --input URI, --output URI, --parallelism N."),
            };
        }

        return options;
    }
}
