using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>The body of LISTSTATUS_BATCH.</summary>
sealed record ListingPageAnswer([property: JsonPropertyName("DirectoryListing")] ListingPageAnswer.Page Listing)
{
    /// <summary>One page and how many entries come after it.</summary>
    public sealed record Page(ListingAnswer PartialListing, int RemainingEntries);
}
