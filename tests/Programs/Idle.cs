namespace FlinkYarn.Programs;

/// <summary>Returns without a job.</summary>
public static class Idle
{
    public static void Main()
    {
    }
}
