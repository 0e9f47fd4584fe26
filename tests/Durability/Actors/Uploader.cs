using System.Text.Json;

namespace Scopix.Durability.Actors;

/// <summary>Streamed uploads and batches, changed titles, deletions, exports.</summary>
internal sealed class Uploader(string key, string name) : IActor
{
    private readonly Dictionary<string, UploadedFile> _files = [];
    private readonly Dictionary<string, int> _sessions = [];
    private readonly List<(string Url, int Records)> _exports = [];
    private string[] _unacknowledged = [];
    private int _number;

    private sealed record UploadedFile(string Name)
    {
        public string? Title { get; set; }
        public string? PossibleTitle { get; set; }
        public bool IsDeleted { get; set; }
        public bool MayBeDeleted { get; set; }
    }

    public string Key => key;

    public int Acknowledged { get; private set; }

    public Task StepAsync(EmulatorClient emulatorClient, Random random) => random.Next(20) switch
    {
        < 9 => UploadAsync(emulatorClient),
        < 13 => BatchAsync(emulatorClient),
        < 16 => RenameAsync(emulatorClient, random),
        < 18 => DeleteAsync(emulatorClient, random),
        _ => ExportAsync(emulatorClient),
    };

    public async Task CheckAsync(EmulatorClient emulatorClient, Findings findings, Random random, bool everything)
    {
        var listed = await ListFilesAsync(emulatorClient);
        ResolveUnacknowledged(listed, findings);
        foreach (var (id, kept) in _files) Compare(id, kept, listed, findings);
        foreach (var (session, count) in _sessions)
        {
            var reply = await emulatorClient.GetAsync($"/api/v2/files/sessions/{session}/status");
            findings.Require(reply.Status == 200 && reply.Json.GetProperty("total_files").GetInt32() == count,
                $"{name}: session {session}: {reply.Status} {reply.Text}");
        }
        var present = _files.Where(file => !file.Value.IsDeleted).ToArray();
        foreach (var (id, kept) in everything
            ? present : present.TakeLast(30).Concat(present.Length == 0 ? [] : random.GetItems(present, 20)))
            findings.Require((await emulatorClient.DownloadAsync(id))?.AsSpan().SequenceEqual(TestContent.CreateNote(kept.Name)) == true,
                $"{name}: {kept.Name} has not the bytes that were acknowledged");
        foreach (var (url, records) in _exports)
            findings.Require((await emulatorClient.FetchAsync(url))?.Count(one => one == '\n') == records + 1,
                $"{name}: an export of {records} cannot be fetched");
        _exports.Clear();
        foreach (var done in _sessions.Keys.SkipLast(5).ToArray()) _sessions.Remove(done);
    }

    private string NextFilename() => $"{name}-{++_number:00000}.txt";

    private async Task UploadAsync(EmulatorClient emulatorClient)
    {
        var file = NextFilename();
        _unacknowledged = [file];
        var reply = await emulatorClient
            .UploadAsync("/api/v2/files/upload", "file", [(file, TestContent.CreateNote(file))], ("tags", name));
        _unacknowledged = [];
        Acknowledge(reply, 201);
        _files[reply["file_id"]] = new UploadedFile(file);
    }

    private async Task BatchAsync(EmulatorClient emulatorClient)
    {
        _unacknowledged = [NextFilename(), NextFilename(), NextFilename()];
        var reply = await emulatorClient
            .UploadAsync("/api/v2/files/upload/batch", "files", [.. _unacknowledged.Select(file => (file, TestContent.CreateNote(file)))],
                ("tags", name));
        _unacknowledged = [];
        Acknowledge(reply, 201);
        _sessions[reply["session_id"]] = 3;
        foreach (var result in reply.Json.GetProperty("immediate_results").EnumerateArray())
            _files[result.GetProperty("file_id").GetString()!] = new UploadedFile(result.GetProperty("filename").GetString()!);
    }

    private async Task RenameAsync(EmulatorClient emulatorClient, Random random)
    {
        if (Pick(random) is not { } id) return;
        var file = _files[id];
        file.PossibleTitle = $"Title {++_number}";
        Acknowledge(await emulatorClient.PatchAsync($"/api/v2/files/{id}", new { title = file.PossibleTitle }), 200);
        (file.Title, file.PossibleTitle) = (file.PossibleTitle, null);
    }

    private async Task DeleteAsync(EmulatorClient emulatorClient, Random random)
    {
        if (Pick(random) is not { } id) return;
        _files[id].MayBeDeleted = true;
        var reply = await emulatorClient.DeleteAsync($"/api/v2/files/{id}");
        if (reply.Status == 409) return; // it is still being processed
        Acknowledge(reply, 200);
        _files[id].IsDeleted = true;
    }

    private async Task ExportAsync(EmulatorClient emulatorClient)
    {
        var reply = await emulatorClient
            .PostAsync("/api/v2/files/export", new { format = "csv", columns = new[] { new { field_key = "filename" } } });
        Acknowledge(reply, 200);
        _exports.Add((reply["download_url"], reply.Json.GetProperty("record_count").GetInt32()));
    }

    private string? Pick(Random random)
    {
        var present = _files.Where(file => !file.Value.IsDeleted).Select(file => file.Key).ToArray();
        return present.Length < 5 ? null : present[random.Next(present.Length)];
    }

    private void Acknowledge(EmulatorResponse reply, int expected)
    {
        if (reply.Status != expected) throw new InvalidOperationException($"{name}: {reply.Status} instead of {expected}: {reply.Text}");
        Acknowledged++;
    }

    private async Task<Dictionary<string, JsonElement>> ListFilesAsync(EmulatorClient emulatorClient)
    {
        var listed = new Dictionary<string, JsonElement>();
        for (var offset = 0; ; offset += 100)
        {
            var page = (await emulatorClient.GetAsync($"/api/v2/files?tags={name}&limit=100&offset={offset}")).Json;
            foreach (var item in page.GetProperty("items").EnumerateArray()) listed[item.GetProperty("id").GetString()!] = item;
            if (!page.GetProperty("has_more").GetBoolean()) return listed;
        }
    }

    /// <summary>An upload without a response has stored all its files, or none.</summary>
    private void ResolveUnacknowledged(Dictionary<string, JsonElement> listed, Findings findings)
    {
        var unknown = listed.Where(item => !_files.ContainsKey(item.Key))
            .Select(item => (item.Key, Name: item.Value.GetProperty("filename").GetString()!)).ToArray();
        findings.Require(unknown.All(item => _unacknowledged.Contains(item.Name)),
            $"{name}: files that were never sent: {string.Join(", ", unknown)}");
        findings.Require(unknown.Length == 0 || unknown.Length == _unacknowledged.Length,
            $"{name}: of a lost upload of {_unacknowledged.Length} files {unknown.Length} are there");
        foreach (var (id, file) in unknown) _files[id] = new UploadedFile(file);
        _unacknowledged = [];
    }

    private void Compare(string id, UploadedFile kept, Dictionary<string, JsonElement> listed, Findings findings)
    {
        var there = listed.TryGetValue(id, out var item);
        if (kept.MayBeDeleted && !kept.IsDeleted) (kept.IsDeleted, kept.MayBeDeleted) = (!there, false);
        findings.Require(there != kept.IsDeleted,
            $"{name}: {kept.Name} ({id}) is {(there ? "there though its deletion was acknowledged" : "gone")}");
        if (!there) return;
        var title = item.GetProperty("title").GetString();
        findings.Require(title == kept.Title || (kept.PossibleTitle is not null && title == kept.PossibleTitle),
            $"{name}: {kept.Name} has the title {title} instead of {kept.Title}");
        (kept.Title, kept.PossibleTitle) = (title, null);
    }
}
