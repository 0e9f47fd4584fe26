using Scopix.Emulator.Api.LlamaCloud;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Control.Seeding;

/// <summary>
/// Writes a dataset's files into a database, each as an upload at its time would have. Datasets have no purposes, external ids and projects
/// of this API: purposes rotate, every fourth file is in a second project, and every third has an external id.
/// </summary>
internal sealed class LlamaSeedWriter(TenantState tenant, Database db, IdGenerator ids, string project, string dataset)
{
    private readonly string _secondProject = ids.CreateId("llama project", 2);
    private readonly Dictionary<string, long> _sizes = [];
    private int _uploads, _files;
    private long _bytes;

    public LlamaLoadResult Result => new(
        _files, db.QueryNumber("SELECT 1 FROM llama_files WHERE project_id = $1 LIMIT 1", _secondProject) is null ? 0 : 1, _bytes);

    public void Write(SeedStep step, (string Key, long Size)? content)
    {
        var transaction = new Transaction(tenant, db, ids, step.At);
        if (step is SeedFile file) Add(transaction, file, content!.Value.Key, content.Value.Size);
        else Remove(transaction, step.Id);
    }

    private void Add(Transaction transaction, SeedFile file, string key, long size)
    {
        var n = _uploads++;
        LlamaFileStore.Insert(transaction, new LlamaFileRecord(
            0, LlamaFileStore.IdPrefix + file.Id, n % 4 == 3 ? _secondProject : project, file.Filename,
            n % 3 == 1 ? $"{dataset}/{file.Filename}" : null,
            LlamaUpload.GetFileType(file.Filename), LlamaUpload.Purposes[n % LlamaUpload.Purposes.Length], key, transaction.Now));
        _files++;
        _bytes += size;
        if (file.CreateContent is not null) _sizes[file.Id] = size; // files without bytes are never deleted
    }

    private void Remove(Transaction transaction, string id)
    {
        if (!_sizes.Remove(id, out var size)) return;
        transaction.Db.Execute("DELETE FROM llama_files WHERE id = $1", LlamaFileStore.IdPrefix + id);
        _files--;
        _bytes -= size;
    }
}
