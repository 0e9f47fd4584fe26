namespace Scopix.Client;

/// <summary>The parts of an upload: the byte range and URL of each, and which are confirmed.</summary>
internal sealed class PartPlan
{
    private readonly Lock _lock = new();
    private readonly HashSet<int> _confirmed;
    private readonly Dictionary<int, string> _urls;
    private readonly string _uploadId;
    private readonly long _partSize, _length;

    private PartPlan(string uploadId, long partSize, int totalParts, long length, IEnumerable<int> confirmed, Dictionary<int, string> urls)
    {
        (_uploadId, _partSize, _length, _urls, _confirmed, TotalParts) = (uploadId, partSize, length, urls, [.. confirmed], totalParts);
        if (partSize < 1 || totalParts < 1 || (length + partSize - 1) / partSize != totalParts
            || _confirmed.Any(part => part < 1 || part > totalParts))
            throw new UnexpectedResponseException($"{totalParts} parts of {partSize} bytes do not fit a file of {length} bytes.");
    }

    public int TotalParts { get; }

    public int ConfirmedCount
    {
        get
        {
            lock (_lock) return _confirmed.Count;
        }
    }

    public long ConfirmedBytes
    {
        get
        {
            lock (_lock) return _confirmed.Sum(part => GetByteRange(part).Length);
        }
    }

    public static PartPlan From(DirectUpload intent, long length) => new(
        intent.UploadId, intent.PartSizeBytes ?? 0, intent.TotalParts ?? 0, length, [],
        intent.PartUrls.ToDictionary(part => part.PartNumber, part => part.Url));

    public static PartPlan From(UploadCheckpoint checkpoint, long length) =>
        new(checkpoint.UploadId, checkpoint.PartSizeBytes, checkpoint.TotalParts, length, checkpoint.ConfirmedParts, []);

    /// <summary>A part's URL; null when a new one must be requested.</summary>
    public string? GetUrl(int part) => _urls.GetValueOrDefault(part);

    public (long Offset, long Length) GetByteRange(int part) =>
        ((part - 1) * _partSize, Math.Min(_partSize, _length - (part - 1) * _partSize));

    public int[] GetMissingParts()
    {
        lock (_lock) return [.. Enumerable.Range(1, TotalParts).Where(part => !_confirmed.Contains(part))];
    }

    public void MarkConfirmed(int part)
    {
        lock (_lock) _confirmed.Add(part);
    }

    public UploadCheckpoint CreateCheckpoint()
    {
        lock (_lock) return new UploadCheckpoint(_uploadId, _partSize, TotalParts, [.. _confirmed.Order()]);
    }
}
