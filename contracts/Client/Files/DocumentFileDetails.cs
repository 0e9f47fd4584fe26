namespace Scopix.Client;

/// <summary>All properties of a document (seed 000, DocumentFileDetails).</summary>
public sealed record DocumentFileDetails : DocumentFile, IFileDetails
{
    /// <inheritdoc/>
    public string Hash { get; init => field = value ?? ""; } = "";

    /// <inheritdoc/>
    public string UploadMethod { get; init => field = value ?? ""; } = "";

    public string? OriginalFilename { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public DescriptionErrorType? DescriptionErrorType { get; init; }

    public bool? DescriptionIsRetryable { get; init; }

    public string? ExtractedText { get; init; }

    public string? DocumentUrl { get; init; }
}
