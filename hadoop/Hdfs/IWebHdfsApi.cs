using Refit;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>WebHDFS at the NameNode as it is on the wire (NamenodeWebHdfsMethods); paths come encoded.</summary>
interface IWebHdfsApi
{
    const string Path = "/webhdfs/v1/{**path}";

    [Put(Path + "?op=CREATE&noredirect=true")]
    Task<HttpResponseMessage> CreateAsync(
        [Encoded] string path, [Query] Dictionary<string, string> parameters, CancellationToken cancellationToken);

    [Post(Path + "?op=APPEND&noredirect=true")]
    Task<HttpResponseMessage> AppendAsync([Encoded] string path, CancellationToken cancellationToken);

    [Get(Path + "?op=OPEN&noredirect=true")]
    Task<HttpResponseMessage> OpenAsync(
        [Encoded] string path, [Query] Dictionary<string, string> parameters, CancellationToken cancellationToken);

    [Get(Path + "?op=GETFILESTATUS")]
    Task<FileStatusAnswer> GetStatusAsync([Encoded] string path, CancellationToken cancellationToken);

    [Get(Path + "?op=CHECKACCESS")]
    Task CheckAccessAsync(
        [Encoded] string path, [Query, AliasAs("fsaction")] string actions, CancellationToken cancellationToken);

    [Get(Path + "?op=LISTSTATUS_BATCH")]
    Task<ListingPageAnswer> ListPageAsync(
        [Encoded] string path, [Query] string? startAfter, CancellationToken cancellationToken);

    [Get(Path + "?op=LISTSTATUS")]
    Task<ListingAnswer> ListAsync([Encoded] string path, CancellationToken cancellationToken);

    [Put(Path + "?op=MKDIRS")]
    Task<BooleanAnswer> MakeDirectoriesAsync(
        [Encoded] string path, [Query] string? permission, CancellationToken cancellationToken);

    [Delete(Path + "?op=DELETE")]
    Task<BooleanAnswer> DeleteAsync([Encoded] string path, [Query] string recursive,
        CancellationToken cancellationToken);

    [Put(Path + "?op=RENAME")]
    Task<BooleanAnswer> RenameAsync(
        [Encoded] string path, [Query] string destination, CancellationToken cancellationToken);

    [Put(Path + "?op=RENAME&renameoptions=OVERWRITE")]
    Task RenameOverAsync([Encoded] string path, [Query] string destination, CancellationToken cancellationToken);

    [Put(Path + "?op=SETPERMISSION")]
    Task SetPermissionAsync([Encoded] string path, [Query] string permission, CancellationToken cancellationToken);

    [Put(Path + "?op=SETTIMES")]
    Task SetTimesAsync(
        [Encoded] string path,
        [Query, AliasAs("modificationtime")] long modificationTimeMs,
        [Query, AliasAs("accesstime")] long accessTimeMs,
        CancellationToken cancellationToken);

    [Put(Path + "?op=SETREPLICATION")]
    Task<BooleanAnswer> SetReplicationAsync(
        [Encoded] string path, [Query] int replication, CancellationToken cancellationToken);

    [Get(Path + "?op=GETCONTENTSUMMARY")]
    Task<ContentSummaryAnswer> GetContentSummaryAsync([Encoded] string path, CancellationToken cancellationToken);

    [Get("/webhdfs/v1/?op=GETHOMEDIRECTORY")]
    Task<HomeDirectoryAnswer> GetHomeDirectoryAsync(CancellationToken cancellationToken);

    [Get(Path + "?op=GETFILEBLOCKLOCATIONS")]
    Task<BlockLocationsAnswer> GetBlockLocationsAsync(
        [Encoded] string path, [Query] long offset, [Query] long length, CancellationToken cancellationToken);

    [Get(Path + "?op=GET_BLOCK_LOCATIONS")]
    Task<LocatedBlocksAnswer> GetLocatedBlocksAsync(
        [Encoded] string path, [Query] long offset, [Query] long length, CancellationToken cancellationToken);

    [Get("/webhdfs/v1/?op=GETDELEGATIONTOKEN")]
    Task<TokenAnswer> GetDelegationTokenAsync([Query] string renewer, CancellationToken cancellationToken);
}
