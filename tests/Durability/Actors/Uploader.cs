using System.Text.Json;

namespace Scopix.Durability.Actors;

/// <summary>Streamed uploads and batches, changed titles, deletions, exports.</summary>
internal sealed class Uploader(string key, string name) : IActor
{
    private readonly Dictionary<string, Kept> _files = [];
    private readonly Dictionary<string, int> _sessions = [];
    private readonly List<(string Url, int Records)> _exports = [];
    private string[] _lost = [];
    private int _number;

    private sealed record Kept(string Name)
    {
        public string? Title { get; set; }
        public string? MaybeTitle { get; set; }
        public bool Deleted { get; set; }
        public bool MaybeDeleted { get; set; }
    }

    public string Key => key;

    public int Acknowledged { get; private set; }

    public Task StepAsync(Wire wire, Random random) => random.Next(20) switch
    {
        < 9 => UploadAsync(wire),
        < 13 => BatchAsync(wire),
        < 16 => RenameAsync(wire, random),
        < 18 => DeleteAsync(wire, random),
        _ => ExportAsync(wire),
    };

    public async Task CheckAsync(Wire wire, Findings findings, Random random, bool everything)
    {
        var listed = await ListedAsync(wire);
        Settle(listed, findings);
        foreach (var (id, kept) in _files) Compare(id, kept, listed, findings);
        foreach (var (session, count) in _sessions)
        {
            var reply = await wire.GetAsync($"/api/v2/files/sessions/{session}/status");
            findings.Unless(reply.Status == 200 && reply.Json.GetProperty("total_files").GetInt32() == count, $"{name}: session {session}: {reply.Status} {reply.Text}");
        }
        var present = _files.Where(file => !file.Value.Deleted).ToArray();
        foreach (var (id, kept) in everything ? present : present.TakeLast(30).Concat(present.Length == 0 ? [] : random.GetItems(present, 20)))
            findings.Unless((await wire.DownloadAsync(id))?.AsSpan().SequenceEqual(Bytes.Note(kept.Name)) == true, $"{name}: {kept.Name} has not the bytes that were acknowledged");
        foreach (var (url, records) in _exports)
            findings.Unless((await wire.FetchAsync(url))?.Count(one => one == '\n') == records + 1, $"{name}: an export of {records} cannot be fetched");
        _exports.Clear();
        foreach (var done in _sessions.Keys.SkipLast(5).ToArray()) _sessions.Remove(done);
    }

    private string Next() => $"{name}-{++_number:00000}.txt";

    private async Task UploadAsync(Wire wire)
    {
        var file = Next();
        _lost = [file];
        var reply = await wire.UploadAsync("/api/v2/files/upload", "file", [(file, Bytes.Note(file))], ("tags", name));
        _lost = [];
        Acknowledge(reply, 201);
        _files[reply["file_id"]] = new Kept(file);
    }

    private async Task BatchAsync(Wire wire)
    {
        _lost = [Next(), Next(), Next()];
        var reply = await wire.UploadAsync("/api/v2/files/upload/batch", "files", [.. _lost.Select(file => (file, Bytes.Note(file)))], ("tags", name));
        _lost = [];
        Acknowledge(reply, 201);
        _sessions[reply["session_id"]] = 3;
        foreach (var result in reply.Json.GetProperty("immediate_results").EnumerateArray())
            _files[result.GetProperty("file_id").GetString()!] = new Kept(result.GetProperty("filename").GetString()!);
    }

    private async Task RenameAsync(Wire wire, Random random)
    {
        if (Pick(random) is not { } id) return;
        var file = _files[id];
        file.MaybeTitle = $"Title {++_number}";
        Acknowledge(await wire.PatchAsync($"/api/v2/files/{id}", new { title = file.MaybeTitle }), 200);
        (file.Title, file.MaybeTitle) = (file.MaybeTitle, null);
    }

    private async Task DeleteAsync(Wire wire, Random random)
    {
        if (Pick(random) is not { } id) return;
        _files[id].MaybeDeleted = true;
        var reply = await wire.DeleteAsync($"/api/v2/files/{id}");
        if (reply.Status == 409) return; // it is still being processed
        Acknowledge(reply, 200);
        _files[id].Deleted = true;
    }

    private async Task ExportAsync(Wire wire)
    {
        var reply = await wire.PostAsync("/api/v2/files/export", new { format = "csv", columns = new[] { new { field_key = "filename" } } });
        Acknowledge(reply, 200);
        _exports.Add((reply["download_url"], reply.Json.GetProperty("record_count").GetInt32()));
    }

    private string? Pick(Random random)
    {
        var present = _files.Where(file => !file.Value.Deleted).Select(file => file.Key).ToArray();
        return present.Length < 5 ? null : present[random.Next(present.Length)];
    }

    private void Acknowledge(Reply reply, int expected)
    {
        if (reply.Status != expected) throw new InvalidOperationException($"{name}: {reply.Status} instead of {expected}: {reply.Text}");
        Acknowledged++;
    }

    private async Task<Dictionary<string, JsonElement>> ListedAsync(Wire wire)
    {
        var listed = new Dictionary<string, JsonElement>();
        for (var offset = 0; ; offset += 100)
        {
            var page = (await wire.GetAsync($"/api/v2/files?tags={name}&limit=100&offset={offset}")).Json;
            foreach (var item in page.GetProperty("items").EnumerateArray()) listed[item.GetProperty("id").GetString()!] = item;
            if (!page.GetProperty("has_more").GetBoolean()) return listed;
        }
    }

    /// <summary>A lost upload is there with all its files, or with none.</summary>
    private void Settle(Dictionary<string, JsonElement> listed, Findings findings)
    {
        var unknown = listed.Where(item => !_files.ContainsKey(item.Key)).Select(item => (item.Key, Name: item.Value.GetProperty("filename").GetString()!)).ToArray();
        findings.Unless(unknown.All(item => _lost.Contains(item.Name)), $"{name}: files that were never sent: {string.Join(", ", unknown)}");
        findings.Unless(unknown.Length == 0 || unknown.Length == _lost.Length, $"{name}: of a lost upload of {_lost.Length} files {unknown.Length} are there");
        foreach (var (id, file) in unknown) _files[id] = new Kept(file);
        _lost = [];
    }

    private void Compare(string id, Kept kept, Dictionary<string, JsonElement> listed, Findings findings)
    {
        var there = listed.TryGetValue(id, out var item);
        if (kept.MaybeDeleted && !kept.Deleted) (kept.Deleted, kept.MaybeDeleted) = (!there, false);
        findings.Unless(there != kept.Deleted, $"{name}: {kept.Name} ({id}) is {(there ? "there though its deletion was acknowledged" : "gone")}");
        if (!there) return;
        var title = item.GetProperty("title").GetString();
        findings.Unless(title == kept.Title || (kept.MaybeTitle is not null && title == kept.MaybeTitle), $"{name}: {kept.Name} has the title {title} instead of {kept.Title}");
        (kept.Title, kept.MaybeTitle) = (title, null);
    }
}
