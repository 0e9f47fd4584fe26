using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Scopix.Client;

/// <summary>The result of an upload (seed 002, UploadResult).</summary>
public sealed record UploadResult
{
    /// <summary>
    /// The file's id, whatever its media type; for a duplicate the id of the existing file; empty when there is none.
    /// </summary>
    public string ImageId { get; init; } = "";

    public string Filename { get; init; } = "";

    /// <summary>The AI's description.</summary>
    public string? Description { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? VisibleText { get; init; }

    public IReadOnlyList<TextRegion>? TextRegions { get; init; }

    /// <summary>The confidence, 0–1; null for descriptions.</summary>
    public double? ConfidenceScore { get; init; }

    public DescriptionStatus DescriptionStatus { get; init; } = DescriptionStatus.Pending;

    public string? ThumbnailUrl { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public string? DescriptionError { get; init; }

    public DescriptionErrorType? DescriptionErrorType { get; init; }

    public bool? DescriptionIsRetryable { get; init; }

    /// <summary>Whether another file has the same bytes; null for streamed uploads.</summary>
    public bool? Deduplicated { get; init; }

    public MediaType? MediaType { get; init; }

    /// <summary>The upload's status, not the description's.</summary>
    public ResultStatus? Status { get; init; }

    /// <summary>The key in storage; direct uploads only.</summary>
    public string? ObjectKey { get; init; }

    /// <summary>Whether the upload or its description failed.</summary>
    [JsonIgnore]
    public bool IsFailed => DescriptionStatus == DescriptionStatus.Failed || Status == ResultStatus.Failed;

    /// <summary>Whether the result is final without a failure; skipped files are completed too (assumed).</summary>
    [JsonIgnore]
    public bool IsCompleted => !IsFailed
        && (DescriptionStatus == DescriptionStatus.Completed || DescriptionStatus == DescriptionStatus.Skipped);

    /// <summary>Whether the description is pending.</summary>
    [JsonIgnore]
    public bool IsPending => !IsFailed && !IsCompleted;

    /// <summary>The result as JSON, without the queries of URLs, which contain signatures.</summary>
    public override string ToString() => SecretRedaction.RemoveQueryStrings(ToJson().ToJsonString());

    /// <summary>The result as JSON, with the SDK's names; nulls are left out unless requested.</summary>
    public JsonObject ToJson(bool excludeNull = true)
    {
        var json = JsonSerializer.SerializeToNode(this, ClientJson.Default.UploadResult)!.AsObject();
        foreach (var name in excludeNull
            ? [] : ClientJson.Default.UploadResult.Properties.Where(property => property.Get is not null).Select(property => property.Name))
            json.TryAdd(name, null);
        return json;
    }

    internal static UploadResult From(StreamUploadResult upload, string filename) => new()
    {
        ImageId = upload.FileId ?? upload.ExistingFileId ?? "",
        Filename = filename,
        MediaType = upload.MediaType,
        Status = upload.Status,
        DescriptionStatus = upload.Skipped ? DescriptionStatus.Skipped : DescriptionStatus.Pending,
    };

    internal static UploadResult From(CompleteUploadResult upload) => new()
    {
        ImageId = upload.FileId,
        Filename = upload.Filename,
        MediaType = upload.MediaType,
        Status = upload.Status,
        ObjectKey = upload.ObjectKey,
        Deduplicated = upload.Deduplicated,
    };

    /// <summary>Creates the result of a rejected file.</summary>
    internal static UploadResult CreateFailed(string filename, string reason, bool? retryable = null)
    {
        var (type, again) = DescriptionFailure.ClassifyError(reason);
        return new UploadResult
        {
            Filename = filename,
            Status = ResultStatus.Failed,
            DescriptionStatus = DescriptionStatus.Failed,
            DescriptionError = reason,
            DescriptionErrorType = type,
            DescriptionIsRetryable = retryable ?? again,
        };
    }

    /// <summary>The result, updated with the file's current details.</summary>
    internal UploadResult WithDetails(IFileDetails file) => this with
    {
        Filename = file.Filename ?? Filename,
        Description = file.UploadDescription,
        Tags = file.Tags,
        VisibleText = (file as ImageFileDetails)?.VisibleText,
        TextRegions = (file as ImageFileDetails)?.TextRegions,
        ConfidenceScore = file.ConfidenceScore,
        DescriptionStatus = file.DescriptionStatus ?? DescriptionStatus,
        ThumbnailUrl = file.ThumbnailUrl,
        CreatedAt = file.CreatedAt,
        DescriptionError = file.DescriptionError,
        DescriptionErrorType = file.DescriptionErrorType,
        DescriptionIsRetryable = file.DescriptionIsRetryable,
        MediaType = file.MediaType,
    };
}
