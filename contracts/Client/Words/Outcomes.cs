using System.Text.Json.Serialization;

namespace Scopix.Client;

/// <summary>The outcome of a file, a batch or an analysis (seed 001).</summary>
[JsonConverter(typeof(OpenEnumConverter<ResultStatus>))]
public readonly record struct ResultStatus(string Value) : IOpenEnumeration<ResultStatus>
{
    public static ResultStatus Completed => new("completed");

    public static ResultStatus Processing => new("processing");

    public static ResultStatus Failed => new("failed");

    public static ResultStatus Skipped => new("skipped");

    public static ResultStatus Partial => new("partial");

    public static ResultStatus Rejected => new("rejected");

    /// <inheritdoc/>
    public static ResultStatus FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The state of an export, or of a page's digitization (seeds 001, 004).</summary>
[JsonConverter(typeof(OpenEnumConverter<ProcessingState>))]
public readonly record struct ProcessingState(string Value) : IOpenEnumeration<ProcessingState>
{
    public static ProcessingState Pending => new("pending");

    public static ProcessingState Processing => new("processing");

    public static ProcessingState Completed => new("completed");

    public static ProcessingState Failed => new("failed");

    /// <summary>True when the state is final.</summary>
    [JsonIgnore]
    public bool IsTerminal => Value is "completed" or "failed";

    /// <inheritdoc/>
    public static ProcessingState FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The state of an upload intent (seed 001, Presigned &amp; Multipart Upload).</summary>
[JsonConverter(typeof(OpenEnumConverter<DirectUploadStatus>))]
public readonly record struct DirectUploadStatus(string Value) : IOpenEnumeration<DirectUploadStatus>
{
    public static DirectUploadStatus Pending => new("PENDING");

    public static DirectUploadStatus Uploaded => new("UPLOADED");

    public static DirectUploadStatus Completed => new("COMPLETED");

    public static DirectUploadStatus Failed => new("FAILED");

    /// <summary>True when the state is final.</summary>
    [JsonIgnore]
    public bool IsTerminal => Value is "COMPLETED" or "FAILED";

    /// <inheritdoc/>
    public static DirectUploadStatus FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>Why a description failed (seed 002, DescriptionErrorType).</summary>
[JsonConverter(typeof(OpenEnumConverter<DescriptionErrorType>))]
public readonly record struct DescriptionErrorType(string Value) : IOpenEnumeration<DescriptionErrorType>
{
    public static DescriptionErrorType Timeout => new("timeout");

    public static DescriptionErrorType RateLimit => new("rate_limit");

    public static DescriptionErrorType VlmError => new("vlm_error");

    public static DescriptionErrorType Validation => new("validation");

    public static DescriptionErrorType ResourceLimit => new("resource_limit");

    public static DescriptionErrorType Unknown => new("unknown");

    /// <summary>True for <c>timeout</c>, <c>rate_limit</c> and <c>vlm_error</c>.</summary>
    [JsonIgnore]
    public bool IsRetryable => Value is "timeout" or "rate_limit" or "vlm_error";

    /// <inheritdoc/>
    public static DescriptionErrorType FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
