using System.Text;
using FlinkYarn.Api;

namespace FlinkYarn.Programs;

/// <summary>
/// Writes the bytes of its arguments, a line each, as hexadecimal digits: <c>NAME FOLDER ARGUMENT…</c>.
/// </summary>
public static class Echo
{
    public static void Main(string[] arguments)
    {
        var environment = StreamExecutionEnvironment.GetExecutionEnvironment();
        environment.FromCollection(arguments.Select(argument => Convert.ToHexString(Encoding.UTF8.GetBytes(argument))))
            .WriteAsText(arguments[1]);
        environment.Execute(arguments[0]);
    }
}
