namespace Scopix.Client;

/// <summary>No answer came in time, or what was waited for did not happen in time.</summary>
public sealed class ScopixTimeoutException : ScopixException
{
    internal ScopixTimeoutException(string message, object? lastResult = null, Exception? inner = null) : base(message, inner) =>
        LastResult = lastResult;

    /// <summary>What was seen last, when something was polled: an <see cref="IFileDetails"/> or a <see cref="SessionStatus"/>.</summary>
    public object? LastResult { get; }
}

/// <summary>The service could not be reached, or the connection broke off.</summary>
public sealed class ScopixConnectionException : ScopixException
{
    internal ScopixConnectionException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}

/// <summary>An answer that is not what the API documents: not JSON, or JSON of another shape.</summary>
public sealed class UnexpectedResponseException : ScopixException
{
    internal UnexpectedResponseException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}

/// <summary>
/// Storage refused bytes or does not give them: <see cref="ScopixException.Code"/> is S3's, e.g. <c>AccessDenied</c> for a URL that
/// has expired.
/// </summary>
public sealed class StorageException : ScopixException
{
    internal StorageException(ErrorDetails failure) : base(failure)
    {
    }
}

/// <summary>A direct upload that did not come to its end. Unless it was kept, its intent was aborted.</summary>
public sealed class UploadException : ScopixException
{
    internal UploadException(UploadPhase phase, string? uploadId, UploadCheckpoint? checkpoint, Exception inner)
        : base($"The upload failed while {phase.ToString().ToLowerInvariant()}: {inner.Message}", inner) =>
        (Phase, UploadId, Checkpoint, Code) = (phase, uploadId, checkpoint, (inner as ScopixException)?.Code);

    /// <summary>What was being done.</summary>
    public UploadPhase Phase { get; }

    /// <summary>The intent, when there is one.</summary>
    public string? UploadId { get; }

    /// <summary>Where to go on, by <see cref="UploadOptions.Resume"/>; null when the intent was aborted.</summary>
    public UploadCheckpoint? Checkpoint { get; }
}

/// <summary>Uploads of a batch that failed, or whose description did.</summary>
public sealed class DescriptionException : ScopixException
{
    internal DescriptionException(string message, IReadOnlyList<DescriptionFailure> failures) : base(message) => Failures = failures;

    /// <summary>What failed, and whether trying again can help.</summary>
    public IReadOnlyList<DescriptionFailure> Failures { get; }
}
