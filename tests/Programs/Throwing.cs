namespace FlinkYarn.Programs;

/// <summary>Its main() throws before any job.</summary>
public static class Throwing
{
    public static void Main() => throw new InvalidOperationException("no such table: orders");
}
