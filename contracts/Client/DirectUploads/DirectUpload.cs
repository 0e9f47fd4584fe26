using System.Collections.ObjectModel;

namespace Scopix.Client;

/// <summary>The URL for one part (1-indexed) and when it expires.</summary>
public sealed record PartUrl : ScopixRecord
{
    public int PartNumber { get; init; }

    public string Url { get; init => field = value ?? ""; } = "";

    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>
/// An upload intent (seed 001, Presigned &amp; Multipart Upload): <see cref="UploadMode"/> says whether there is one
/// URL or one for each part.
/// </summary>
public sealed record DirectUpload : ScopixRecord
{
    public string UploadId { get; init => field = value ?? ""; } = "";

    public UploadMode UploadMode { get; init; }

    public MediaType MediaType { get; init; }

    public string? Method { get; init; }

    public string? PresignedUrl { get; init; }

    public IReadOnlyDictionary<string, string> Headers
    {
        get; init =>
        field = value ?? ReadOnlyDictionary<string, string>.Empty;
    } = ReadOnlyDictionary<string, string>.Empty;

    public string ObjectKey { get; init => field = value ?? ""; } = "";

    public DateTimeOffset ExpiresAt { get; init; }

    public long? MaxSizeBytes { get; init; }

    public string BucketName { get; init => field = value ?? ""; } = "";

    public string? S3UploadId { get; init; }

    public IReadOnlyList<PartUrl> PartUrls { get; init => field = value ?? []; } = [];

    public long? PartSizeBytes { get; init; }

    public int? TotalParts { get; init; }
}
