namespace Scopix.Client;

/// <summary>All properties of a link (seed 000, LinkFileDetails).</summary>
public sealed record LinkFileDetails : LinkFile, IFileDetails
{
    /// <inheritdoc/>
    public string Hash { get; init => field = value ?? ""; } = "";

    /// <inheritdoc/>
    public string UploadMethod { get; init => field = value ?? ""; } = "";

    public string? OriginalFilename { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public DescriptionErrorType? DescriptionErrorType { get; init; }

    public bool? DescriptionIsRetryable { get; init; }

    public string? PageTitle { get; init; }

    public string? CrawlError { get; init; }

    public DateTimeOffset? CrawledAt { get; init; }
}
