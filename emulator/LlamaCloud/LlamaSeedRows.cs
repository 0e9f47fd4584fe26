using Scopix.Emulator.State;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.LlamaCloud;

/// <summary>
/// Writes a dataset's files into a database, each as an upload of its moment would have. The dataset says nothing of purposes, external
/// ids and this API's projects: they go round, every fourth file into a second project and every third with an external id.
/// </summary>
internal sealed class LlamaSeedRows(World world, Database db, Ids ids, string project, string dataset)
{
    private readonly string _second = ids.At("llama project", 2);
    private readonly Dictionary<string, long> _sizes = [];
    private int _uploads, _files;
    private long _bytes;

    /// <summary>What is there.</summary>
    public LlamaLoaded Loaded => new(
        _files, db.Number("SELECT 1 FROM llama_files WHERE project_id = $1 LIMIT 1", _second) is null ? 0 : 1, _bytes);

    /// <summary>Writes an upload, or takes a deleted file out.</summary>
    public void Write(SeedStep step, (string Key, long Size)? content)
    {
        var turn = new Turn(world, db, ids, step.At);
        if (step is SeedFile file) Add(turn, file, content!.Value.Key, content.Value.Size);
        else Remove(turn, step.Id);
    }

    private void Add(Turn turn, SeedFile file, string key, long size)
    {
        var n = _uploads++;
        LlamaFileStore.Insert(turn, new LlamaFileRecord(
            0, LlamaFileStore.IdPrefix + file.Id, n % 4 == 3 ? _second : project, file.Filename, n % 3 == 1 ? $"{dataset}/{file.Filename}" : null,
            LlamaUpload.TypeOf(file.Filename), LlamaUpload.Purposes[n % LlamaUpload.Purposes.Length], key, turn.Now));
        _files++;
        _bytes += size;
        if (file.Make is not null) _sizes[file.Id] = size; // those without bytes are many, and never deleted
    }

    private void Remove(Turn turn, string id)
    {
        if (!_sizes.Remove(id, out var size)) return;
        turn.Db.Execute("DELETE FROM llama_files WHERE id = $1", LlamaFileStore.IdPrefix + id);
        _files--;
        _bytes -= size;
    }
}
