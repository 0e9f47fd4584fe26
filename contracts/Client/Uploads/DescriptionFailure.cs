using System.Text.Json.Serialization;

namespace Scopix.Client;

/// <summary>A description that failed (seed 002, DescriptionFailure).</summary>
public sealed record DescriptionFailure
{
    public required string ImageId { get; init; }

    public required string ErrorMessage { get; init; }

    public required DescriptionErrorType ErrorType { get; init; }

    public required bool IsRetryable { get; init; }

    public string? Filename { get; init; }

    /// <summary>The error message of the service.</summary>
    public string? RawError { get; init; }

    /// <summary>
    /// Derives the kind of error from a message, and whether a retry can help. The service's messages are not documented, so this
    /// looks for words (assumed).
    /// </summary>
    public static (DescriptionErrorType ErrorType, bool IsRetryable) ClassifyError(string errorMessage)
    {
        var type = Classify(errorMessage);
        return (type, type.IsRetryable);
    }

    /// <summary>Creates a failure from its message.</summary>
    public static DescriptionFailure FromErrorMessage(string imageId, string errorMessage, string? filename = null)
    {
        var (type, retryable) = ClassifyError(errorMessage);
        return new DescriptionFailure
        {
            ImageId = imageId,
            ErrorMessage = errorMessage,
            ErrorType = type,
            IsRetryable = retryable,
            Filename = filename,
            RawError = errorMessage
        };
    }

    internal static DescriptionFailure From(UploadResult result)
    {
        var read = FromErrorMessage(result.ImageId, result.DescriptionError ?? "The description failed.", result.Filename);
        return read with
        {
            ErrorType = result.DescriptionErrorType ?? read.ErrorType,
            IsRetryable = result.DescriptionIsRetryable ?? read.IsRetryable
        };
    }

    private static DescriptionErrorType Classify(string message) =>
        ContainsAny(message, "timeout", "timed out", "deadline") ? DescriptionErrorType.Timeout
        : ContainsAny(message, "rate limit", "rate_limit", "too many requests", "throttl", "429") ? DescriptionErrorType.RateLimit
        : ContainsAny(message, "quota", "resource limit", "resource_limit", "usage limit", "usage_limit", "credits", "memory",
            "storage limit", "allowance") ? DescriptionErrorType.ResourceLimit
        : ContainsAny(message, "validation", "invalid", "unsupported", "not supported", "corrupt", "must be", "too large", "exceeds",
            "not allowed", "refused", "unrecognized", "executable", "script") ? DescriptionErrorType.Validation
        : ContainsAny(message, "vlm", "provider", "model", "upstream", "overloaded") ? DescriptionErrorType.VlmError
        : DescriptionErrorType.Unknown;

    private static bool ContainsAny(string message, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (message.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }
}

/// <summary>A description in full (seed 002, DescriptionResult).</summary>
public sealed record DescriptionResult : ScopixRecord
{
    public string OperationId { get; init => field = value ?? ""; } = "";

    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>The confidence, 0–1; null for descriptions.</summary>
    public double? ConfidenceScore { get; init; }

    public IReadOnlyList<string>? KeyElements { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? VisibleText { get; init; }

    public IReadOnlyList<TextRegion>? TextRegions { get; init; }

    public string AnalysisLevel { get; init => field = value ?? "standard"; } = "standard";

    /// <summary>The AI providers that contributed.</summary>
    public int ProviderCount { get; init => field = value == 0 ? 1 : value; } = 1;

    /// <summary>The processing time in milliseconds.</summary>
    [JsonConverter(typeof(WholeNumberConverter))]
    public int ProcessingTimeMs { get; init; }

    public IReadOnlyDictionary<string, System.Text.Json.JsonElement>? Metadata { get; init; }
}
