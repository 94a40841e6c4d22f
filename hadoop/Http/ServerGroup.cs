namespace FlinkYarn.Hadoop.Http;

/// <summary>The servers of a highly available service, and which of them is believed to be the active one.</summary>
sealed class ServerGroup<TApi>
{
    // The configured servers and a few that redirects named; more would be a loop.
    const int MostServers = 16;

    readonly Lock guard = new();
    readonly List<Server> servers;
    readonly Func<Uri, TApi> connect;
    int current;

    public ServerGroup(IReadOnlyList<Uri> addresses, Func<Uri, TApi> connect)
    {
        if (addresses.Count == 0)
        {
            throw new ArgumentException(
                "No server address was given; check the Hadoop configuration.", nameof(addresses));
        }

        this.connect = connect;
        servers = [.. addresses.Select(address => new Server(address, connect(address)))];
    }

    public int Count
    {
        get
        {
            lock (guard)
            {
                return servers.Count;
            }
        }
    }

    public Server Current
    {
        get
        {
            lock (guard)
            {
                return servers[current];
            }
        }
    }

    /// <summary>Leaves a server that did not help; nothing happens if another caller has left it already.</summary>
    public void MoveOn(Server failed)
    {
        lock (guard)
        {
            if (servers[current] == failed)
            {
                current = (current + 1) % servers.Count;
            }
        }
    }

    /// <summary>Takes the server that a standby named; it may be known under another name of the same host.</summary>
    public void Redirect(Server failed, Uri active)
    {
        lock (guard)
        {
            if (servers[current] != failed)
            {
                return;
            }

            var known = servers.FindIndex(server => server.Address.Authority == active.Authority);
            if (known < 0 && servers.Count < MostServers)
            {
                var address = new Uri(active.GetLeftPart(UriPartial.Authority));
                servers.Add(new Server(address, connect(address)));
                known = servers.Count - 1;
            }

            current = known >= 0 ? known : (current + 1) % servers.Count;
        }
    }

    /// <summary>One server and the way to call it.</summary>
    public sealed record Server(Uri Address, TApi Api);
}
