using System.Globalization;

namespace FlinkYarn.Programs;

/// <summary>Returns its argument.</summary>
public static class Returning
{
    public static int Main(string[] arguments) => int.Parse(arguments[0], CultureInfo.InvariantCulture);
}
