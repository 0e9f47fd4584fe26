namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>
/// Files by their primary status. No column has it, since the API cannot filter by it; the files that are unfinished or contain the word
/// <c>failed</c> are read, the others are completed.
/// </summary>
internal sealed partial class FileIndex
{
    private const string UncertainStatus = "(progress_at IS NOT NULL OR instr(doc, '\"failed\"') > 0)";

    private RowBitmap FindByStatus(string[] statuses)
    {
        var found = new RowBitmap();
        db.ForEach($"SELECT doc, seq FROM files WHERE {NotDeleted} AND {UncertainStatus}", row =>
        {
            var file = FileStore.Read(row);
            if (statuses.Contains(FileStatuses.GetPrimary(file))) found.Add(file.Seq);
        });
        if (statuses.Contains("completed"))
            db.ForEachNumber($"SELECT seq FROM files WHERE {NotDeleted} AND NOT {UncertainStatus}", found.Add);
        return found;
    }
}
