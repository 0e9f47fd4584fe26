using System.Text.Json;

namespace Scopix.Client;

/// <summary>No response arrived in time, or the result that the client polled for did not come in time.</summary>
public sealed class ScopixTimeoutException : ScopixException
{
    internal ScopixTimeoutException(string message, object? lastResult = null, Exception? inner = null) : base(message, inner) =>
        LastResult = lastResult;

    /// <summary>
    /// The last state seen while polling, e.g. an <see cref="IFileDetails"/> or a <see cref="SessionStatus"/>; null when nothing
    /// was polled.
    /// </summary>
    public object? LastResult { get; }
}

/// <summary>The service could not be reached, or the connection was lost.</summary>
public sealed class ScopixConnectionException : ScopixException
{
    internal ScopixConnectionException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}

/// <summary>A response that the API does not document: not JSON, or JSON of another shape.</summary>
public sealed class UnexpectedResponseException : ScopixException
{
    internal UnexpectedResponseException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    /// <summary>True when the response is no JSON at all, as one that was damaged on its way.</summary>
    internal bool IsDamaged => InnerException is JsonException { InnerException: JsonException };
}

/// <summary>
/// Storage refused an upload or a download. <see cref="ScopixException.Code"/> is S3's code, e.g. <c>AccessDenied</c> for an
/// expired URL.
/// </summary>
public sealed class StorageException : ScopixException
{
    internal StorageException(ErrorDetails failure) : base(failure)
    {
    }
}

/// <summary>A direct upload that failed. Its intent was aborted, unless the options keep it.</summary>
public sealed class UploadException : ScopixException
{
    internal UploadException(UploadPhase phase, string? uploadId, UploadCheckpoint? checkpoint, Exception inner)
        : base($"The upload failed while {phase.ToString().ToLowerInvariant()}: {inner.Message}", inner) =>
        (Phase, UploadId, Checkpoint, Code) = (phase, uploadId, checkpoint, (inner as ScopixException)?.Code);

    /// <summary>The phase in which it failed.</summary>
    public UploadPhase Phase { get; }

    /// <summary>The intent's id; null when there is none.</summary>
    public string? UploadId { get; }

    /// <summary>Continues the upload, through <see cref="UploadOptions.Resume"/>; null when the intent was aborted.</summary>
    public UploadCheckpoint? Checkpoint { get; }
}

/// <summary>Uploads of a batch failed, or their descriptions did.</summary>
public sealed class DescriptionException : ScopixException
{
    internal DescriptionException(string message, IReadOnlyList<DescriptionFailure> failures) : base(message) => Failures = failures;

    /// <summary>The failures, each with whether a retry can help.</summary>
    public IReadOnlyList<DescriptionFailure> Failures { get; }
}
