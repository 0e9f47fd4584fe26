namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>
/// A row of a file, with what was made from it: the record and the JSON of responses. All of it is made on first use, which can be
/// outside the tenant's lock; concurrent readers may both make it, with equal results.
/// </summary>
internal sealed class CachedFileRow(byte[] doc, long seq)
{
    private FileRecord? _record;
    private SignedJson? _summary, _details;

    public FileRecord Record => _record ??= Parse(doc, seq);

    public static FileRecord Parse(ReadOnlySpan<byte> doc, long seq) =>
        JsonSerializer.Deserialize(doc, FileJsonContext.Instance.FileRecord)! with { Seq = seq };

    /// <summary>The value of a column of times or sizes; null when the record was not parsed yet.</summary>
    public long? FindNumber(string column) => _record is not { } file ? null : column switch
    {
        FileOrder.ContentTime => Database.ToMicroseconds(file.ContentCreatedAt ?? file.CreatedAt),
        FileOrder.UploadTime => Database.ToMicroseconds(file.CreatedAt),
        FileOrder.Size => file.SizeBytes,
        _ => null,
    };

    /// <summary>The file in a list.</summary>
    public byte[] GetSummary(string? blurHash, FileUrls urls) => GetJson(ref _summary, blurHash, urls,
        static file => JsonWriter.Serialize(FileSummary.Create(file, FileUrls.Unsigned), ScopixJsonContext.Shared.FileSummary));

    /// <summary>The details of the file, without the text of a document and without a formatted document.</summary>
    public byte[] GetDetails(string? blurHash, FileUrls urls) => GetJson(ref _details, blurHash, urls,
        static file => JsonWriter.Serialize(FileDetails.Create(file, FileUrls.Unsigned, null, null), ScopixJsonContext.Shared.FileDetails));

    private byte[] GetJson(ref SignedJson? cached, string? blurHash, FileUrls urls, Func<FileRecord, byte[]> serialize)
    {
        var json = cached;
        if (json is null || json.BlurHash != blurHash)
            json = SignedJson.Create(serialize(Record with { BlurHash = blurHash }), blurHash, Record, urls);
        else if (!json.IsSignedLike(urls)) json = json.Sign(Record, urls);
        cached = json;
        return json.Text;
    }
}
