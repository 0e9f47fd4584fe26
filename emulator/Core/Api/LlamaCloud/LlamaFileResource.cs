using Scopix.Emulator.Http;
using Scopix.Storage;

namespace Scopix.Emulator.Api.LlamaCloud;

/// <summary>A file as it is sent (seed 003, FileCreateResponse; <c>download_url</c>: public).</summary>
/// <param name="Id"><c>dfl-</c> and a UUID.</param>
/// <param name="Name">1–3,000 characters.</param>
/// <param name="ProjectId">A UUID.</param>
/// <param name="ExpiresAt">Null: files stay until they are deleted (assumed).</param>
/// <param name="ExternalFileId">The client's own id.</param>
/// <param name="FileType">The extension without its dot.</param>
/// <param name="LastModifiedAt">When it was uploaded.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="DownloadUrl">Only with <c>expand=download_url</c>.</param>
internal sealed record LlamaFileResource(
    string Id, string Name, string ProjectId, DateTimeOffset? ExpiresAt, string? ExternalFileId, string? FileType,
    DateTimeOffset? LastModifiedAt,
    string? Purpose, PresignedUrl? DownloadUrl)
{
    /// <summary>A file, maybe with a link to its bytes.</summary>
    internal static LlamaFileResource From(LlamaFileRecord file, PresignedUrl? link = null) =>
        new(file.Id, file.Name, file.ProjectId, null, file.ExternalFileId, file.FileType, file.CreatedAt, file.Purpose, link);
}

/// <summary>A page of files (seed 003, FileQueryResponse).</summary>
/// <param name="Items">The files.</param>
/// <param name="NextPageToken">Null on the last page; never empty, which would let a client ask for ever.</param>
internal sealed record LlamaFilePage(LlamaFileResource[] Items, string? NextPageToken)
{
    /// <summary>Null: no parameter asks for it.</summary>
    public int? TotalSize => null;
}

/// <summary>A URL of a file's bytes that needs no key (seed 003, PresignedURL).</summary>
/// <param name="ExpiresAt">Until when it is good, by the tenant's clock.</param>
/// <param name="Url">To be fetched with GET.</param>
/// <param name="FormFields">Null: they belong to uploads.</param>
internal sealed record PresignedUrl(DateTimeOffset ExpiresAt, Uri Url, Dictionary<string, string>? FormFields)
{
    /// <summary>How long a URL is good, in seconds, unless a request says (assumed: it is not published).</summary>
    public const int DefaultSeconds = 3600;

    /// <summary>A URL for a file.</summary>
    internal static PresignedUrl Create(IObjectStore store, RequestContext context, LlamaFileRecord file, int seconds)
    {
        var now = context.Tenant.Clock.Now;
        var signed = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)); // a signature counts whole seconds
        var life = TimeSpan.FromSeconds(seconds);
        return new(DateTimeOffset.MaxValue - signed < life ? DateTimeOffset.MaxValue : signed + life,
            store.PresignGet(context.Tenant.Storage, context.Origin, file.ObjectKey, life), null);
    }
}
