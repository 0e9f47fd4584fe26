namespace Scopix.Client;

/// <summary>
/// All that is known of a file of a media type that this client does not know: what all types share is here, the rest in
/// <see cref="ScopixRecord.AdditionalProperties"/>.
/// </summary>
public sealed record UnknownFileDetails : UnknownFile, IFileDetails
{
    /// <inheritdoc/>
    public string Hash { get; init => field = value ?? ""; } = "";

    /// <inheritdoc/>
    public string UploadMethod { get; init => field = value ?? ""; } = "";

    public string? OriginalFilename { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public DescriptionErrorType? DescriptionErrorType { get; init; }

    public bool? DescriptionIsRetryable { get; init; }
}
