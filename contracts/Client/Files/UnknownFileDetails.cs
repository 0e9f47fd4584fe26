namespace Scopix.Client;

/// <summary>
/// All properties of a file of a media type that this client does not know: the properties that all types share are here, the
/// others in <see cref="ScopixRecord.AdditionalProperties"/>.
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
