using System.Security.Cryptography.X509Certificates;

namespace FlinkYarn.Runtime.Security;

/// <summary>
/// The machine's trusted certificates. A pinned certificate needs none of them, but a process's first TLS handshake
/// reads them all, since SslStream builds a chain before it asks us: 60 ms, which a start need not wait for.
/// </summary>
static class TrustStore
{
    /// <summary>Begins to read them beside whatever else the process does at its start.</summary>
    public static void BeginToRead() => ThreadPool.UnsafeQueueUserWorkItem(
        _ =>
        {
            using var store = new X509Store(StoreName.Root, StoreLocation.LocalMachine, OpenFlags.ReadOnly);
            foreach (var certificate in store.Certificates)
            {
                certificate.Dispose();
            }
        },
        null);
}
