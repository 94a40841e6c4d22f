namespace FlinkYarn.AppMaster.Tests.Kit;

/// <summary>
/// Runs a body once for every sequence of choices that it can make (TigerBeetle's <c>exhaustigen</c>): the body asks
/// <see cref="Choose"/>, and each run takes the next branch of the tree.
/// </summary>
sealed class EveryChoice
{
    readonly List<(int Value, int Bound)> path = [];
    int position;
    bool hasBegun;

    /// <summary>What was chosen in this run.</summary>
    public IEnumerable<int> Chosen => path.Take(position).Select(choice => choice.Value);

    /// <summary>Starts the next run; false when every sequence was taken.</summary>
    public bool Next()
    {
        if (!hasBegun)
        {
            return hasBegun = true;
        }

        for (var last = path.Count - 1; last >= 0; last--)
        {
            if (path[last].Value + 1 < path[last].Bound)
            {
                var (value, bound) = path[last];
                path.RemoveRange(last, path.Count - last);
                path.Add((value + 1, bound));
                position = 0;
                return true;
            }
        }

        return false;
    }

    /// <summary>A number below the bound.</summary>
    public int Choose(int bound)
    {
        if (position == path.Count)
        {
            path.Add((0, bound));
        }

        return path[position++].Value;
    }
}
