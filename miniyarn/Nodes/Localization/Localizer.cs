using FlinkYarn.Hadoop.Proto;
using FlinkYarn.MiniYarn.Mailbox;

namespace FlinkYarn.MiniYarn.Nodes.Localization;

/// <summary>Brings to a container what its launch context names (ResourceLocalizationService).</summary>
internal sealed class Localizer(CommandLoop loop, ResourceCache cache, NodeFolders folders, TimeProvider time)
{
    /// <summary>All of them, fetched or found in a cache.</summary>
    /// <exception cref="LocalizationFailure">One of them cannot be had.</exception>
    public async Task<LocalizedResources> LocalizeAsync(NodeContainer container)
    {
        var started = time.GetTimestamp();
        // Of two names for the same file YARN links only one.
        var wanted = container.Launch.LocalResources
            .Select(entry => (entry.Key, entry.Value, Identity: KeyOf(container, entry.Value)))
            .DistinctBy(entry => entry.Identity).ToList();
        var files = await loop.AskAsync(() => wanted.Select(entry => cache.Get(entry.Identity)).ToList());
        var links = new List<ResourceLink>();
        foreach (var (entry, file) in wanted.Zip(files))
        {
            // Others may wait for the same file: only the waiting ends with this container.
            links.Add(new ResourceLink(await file.Path.WaitAsync(container.Cancelled), entry.Key));
        }

        container.Cancelled.ThrowIfCancellationRequested();
        var sizes = wanted.Zip(files, (entry, file) => (entry.Value.Size, file.IsKnown)).ToLookup(file => file.IsKnown);
        return new LocalizedResources(
            links, sizes[false].Sum(file => file.Size), sizes[true].Sum(file => file.Size), sizes[false].Count(),
            sizes[true].Count(), time.GetElapsedTime(started));
    }

    ResourceKey KeyOf(NodeContainer container, LocalResourceProto resource) => ResourceKey.Of(
        resource,
        resource.Visibility switch
        {
            LocalResourceVisibilityProto.Public => folders.PublicCache,
            LocalResourceVisibilityProto.Private => folders.PrivateCache(container.User),
            _ => folders.ApplicationCache(container.User, container.Application),
        });
}
