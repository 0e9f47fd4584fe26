namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>A row of a file. Its JSON is parsed on first use, which can be outside the tenant's lock.</summary>
internal sealed class CachedFileRow(string doc, long seq)
{
    private object _jsonOrRecord = doc; // the JSON, then the record; concurrent readers may both parse it, with equal results

    public FileRecord Record
    {
        get
        {
            if (_jsonOrRecord is FileRecord known) return known;
            var record = JsonSerializer.Deserialize((string)_jsonOrRecord, FileJsonContext.Instance.FileRecord)! with { Seq = seq };
            _jsonOrRecord = record;
            return record;
        }
    }
}
