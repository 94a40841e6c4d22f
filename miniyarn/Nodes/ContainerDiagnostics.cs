using System.Text;

namespace FlinkYarn.MiniYarn.Nodes;

/// <summary>
/// What a node says about a container: pieces with their time, of which the last 10000 letters are kept
/// (ContainerImpl.addDiagnostics).
/// </summary>
internal sealed class ContainerDiagnostics(TimeProvider time)
{
    const int Longest = 10_000;

    readonly StringBuilder text = new();

    public void Add(string piece)
    {
        text.Append($"[{time.GetLocalNow():yyyy-MM-dd HH:mm:ss.fff}]").Append(piece).Append('\n');
        if (text.Length > Longest)
        {
            text.Remove(0, text.Length - Longest);
        }
    }

    public override string ToString() => text.ToString();
}
