namespace Scopix.Client;

/// <summary>The phase of an upload.</summary>
public enum UploadPhase
{
    /// <summary>Reading the file for its SHA-256.</summary>
    Hashing,

    /// <summary>Creating the upload intent.</summary>
    Starting,

    /// <summary>Sending bytes.</summary>
    Uploading,

    /// <summary>Completing the upload.</summary>
    Completing,

    /// <summary>Waiting for the description.</summary>
    Describing,

    /// <summary>Finished.</summary>
    Done,
}

/// <summary>The progress of an upload.</summary>
/// <param name="Phase">The current phase.</param>
/// <param name="BytesSent">Bytes sent, 0 to the total, without those that must be sent again.</param>
/// <param name="TotalBytes">The file's size in bytes.</param>
/// <param name="PartsConfirmed">The number of confirmed parts; null unless the upload is multipart.</param>
/// <param name="TotalParts">The number of parts; null unless the upload is multipart.</param>
public sealed record UploadProgress(UploadPhase Phase, long BytesSent, long TotalBytes, int? PartsConfirmed = null, int? TotalParts = null);

/// <summary>
/// The state of a multipart upload that was kept open. It can be stored, and another process can continue the upload until the
/// intent expires.
/// </summary>
/// <param name="UploadId">The intent.</param>
/// <param name="PartSizeBytes">The size of each part but the last, in bytes.</param>
/// <param name="TotalParts">The number of parts.</param>
/// <param name="ConfirmedParts">The confirmed parts, 1-indexed.</param>
public sealed record UploadCheckpoint(string UploadId, long PartSizeBytes, int TotalParts, IReadOnlyList<int> ConfirmedParts);

/// <summary>Counts an upload's bytes and reports its progress.</summary>
internal sealed class UploadProgressReporter(IProgress<UploadProgress>? sink, long total)
{
    private readonly Lock _lock = new();
    private UploadProgress _progress = new(UploadPhase.Hashing, 0, total);

    public UploadPhase Phase => _progress.Phase;

    public void SetPhase(UploadPhase phase) => Update(at => at with { Phase = phase });

    public void SetParts(int confirmed, int parts, long bytes) =>
        Update(at => at with { PartsConfirmed = confirmed, TotalParts = parts, BytesSent = bytes });

    public void AddBytesSent(long bytes) => Update(at => at with { BytesSent = at.BytesSent + bytes });

    public void AddConfirmedPart() => Update(at => at with { PartsConfirmed = at.PartsConfirmed + 1 });

    private void Update(Func<UploadProgress, UploadProgress> change)
    {
        lock (_lock)
        {
            _progress = change(_progress);
            sink?.Report(_progress);
        }
    }
}
