namespace Scopix.Client;

/// <summary>What an upload is doing.</summary>
public enum UploadPhase
{
    /// <summary>Reading the file for its SHA-256.</summary>
    Hashing,

    /// <summary>Asking for an intent.</summary>
    Starting,

    /// <summary>Sending bytes.</summary>
    Uploading,

    /// <summary>Having the upload checked and made a file.</summary>
    Completing,

    /// <summary>Waiting for the description.</summary>
    Describing,

    /// <summary>It is over.</summary>
    Done,
}

/// <summary>How far an upload is.</summary>
/// <param name="Phase">What is being done.</param>
/// <param name="BytesSent">Bytes sent, 0 to the total; what has to be sent again is taken off.</param>
/// <param name="TotalBytes">The file's bytes.</param>
/// <param name="PartsConfirmed">Parts that have arrived; null unless it is in parts.</param>
/// <param name="TotalParts">All parts; null unless it is in parts.</param>
public sealed record UploadProgress(UploadPhase Phase, long BytesSent, long TotalBytes, int? PartsConfirmed = null, int? TotalParts = null);

/// <summary>Where a multipart upload that was kept stands; it can be stored, and used by another process while the intent lives.</summary>
/// <param name="UploadId">The intent.</param>
/// <param name="PartSizeBytes">Bytes of each part but the last.</param>
/// <param name="TotalParts">Parts.</param>
/// <param name="ConfirmedParts">Parts that have arrived, 1-indexed.</param>
public sealed record UploadCheckpoint(string UploadId, long PartSizeBytes, int TotalParts, IReadOnlyList<int> ConfirmedParts);

/// <summary>Counts an upload's bytes and tells who wants to know.</summary>
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
