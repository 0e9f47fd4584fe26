namespace Scopix.Emulator.Api.LlamaCloud;

/// <summary>A file in responses (seed 003, FileCreateResponse; <c>download_url</c>: public).</summary>
/// <param name="Id"><c>dfl-</c> and a UUID.</param>
/// <param name="Name">1–3,000 characters.</param>
/// <param name="ExpiresAt">Always null: files do not expire (assumed).</param>
/// <param name="DownloadUrl">Only with <c>expand=download_url</c>.</param>
internal sealed record LlamaFileResource(
    string Id, string Name, string ProjectId, DateTimeOffset? ExpiresAt, string? ExternalFileId, string? FileType,
    DateTimeOffset? LastModifiedAt, string? Purpose, PresignedUrl? DownloadUrl)
{
    internal static LlamaFileResource From(LlamaFileRecord file, PresignedUrl? link = null) =>
        new(file.Id, file.Name, file.ProjectId, null, file.ExternalFileId, file.FileType, file.CreatedAt, file.Purpose, link);
}

/// <summary>A page of files (seed 003, FileQueryResponse).</summary>
/// <param name="NextPageToken">Null on the last page; never empty, because a client would request pages for ever.</param>
internal sealed record LlamaFilePage(LlamaFileResource[] Items, string? NextPageToken)
{
    /// <summary>Always null: no parameter requests it.</summary>
    public int? TotalSize => null;
}

/// <summary>A URL of a file's bytes that needs no key (seed 003, PresignedURL).</summary>
/// <param name="ExpiresAt">The expiry by the tenant's clock.</param>
/// <param name="FormFields">Always null: form fields are for uploads.</param>
internal sealed record PresignedUrl(DateTimeOffset ExpiresAt, Uri Url, Dictionary<string, string>? FormFields)
{
    /// <summary>The default lifetime of a URL in seconds (assumed).</summary>
    public const int DefaultSeconds = 3600;

    internal static PresignedUrl Create(IObjectStore store, RequestContext context, LlamaFileRecord file, int seconds)
    {
        var now = context.Tenant.Clock.Now;
        var signed = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)); // a signature has whole seconds
        var lifetime = TimeSpan.FromSeconds(seconds);
        return new(DateTimeOffset.MaxValue - signed < lifetime ? DateTimeOffset.MaxValue : signed + lifetime,
            store.PresignGet(context.Tenant.Storage, context.Origin, file.ObjectKey, lifetime), null);
    }
}
