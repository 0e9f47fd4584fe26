namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>A file's row as it was read at the gate; its JSON becomes a record when somebody first asks, which need not be there.</summary>
/// <param name="doc">The kept JSON.</param>
/// <param name="seq">The row's key.</param>
internal sealed class FileRow(string doc, long seq)
{
    private object _jsonOrRecord = doc; // the JSON, then the record; two that ask at once may both make one, and these are equal

    /// <summary>The file.</summary>
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
