using System.Text.Json;

namespace Scopix.Durability.Actors;

/// <summary>Sends streamed uploads, batches, title changes, deletions and exports.</summary>
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
            var response = await emulatorClient.GetAsync($"/api/v2/files/sessions/{session}/status");
            findings.Require(response.Status == 200 && response.Json.GetProperty("total_files").GetInt32() == count,
                $"{name}: session {session}: {response.Status} {response.Text}");
        }
        var present = _files.Where(file => !file.Value.IsDeleted).ToArray();
        foreach (var (id, kept) in everything
            ? present : present.TakeLast(30).Concat(present.Length == 0 ? [] : random.GetItems(present, 20)))
            findings.Require((await emulatorClient.DownloadAsync(id))?.AsSpan().SequenceEqual(TestContent.CreateNote(kept.Name)) == true,
                $"{name}: {kept.Name} does not have the acknowledged bytes");
        foreach (var (url, records) in _exports)
            findings.Require((await emulatorClient.FetchAsync(url))?.Count(one => one == '\n') == records + 1,
                $"{name}: an export of {records} records cannot be downloaded");
        _exports.Clear();
        foreach (var done in _sessions.Keys.SkipLast(5).ToArray()) _sessions.Remove(done);
    }

    private string NextFilename() => $"{name}-{++_number:00000}.txt";

    private async Task UploadAsync(EmulatorClient emulatorClient)
    {
        var file = NextFilename();
        _unacknowledged = [file];
        var response = await emulatorClient
            .UploadAsync("/api/v2/files/upload", "file", [(file, TestContent.CreateNote(file))], ("tags", name));
        _unacknowledged = [];
        Acknowledge(response, 201);
        _files[response["file_id"]] = new UploadedFile(file);
    }

    private async Task BatchAsync(EmulatorClient emulatorClient)
    {
        _unacknowledged = [NextFilename(), NextFilename(), NextFilename()];
        var response = await emulatorClient
            .UploadAsync("/api/v2/files/upload/batch", "files", [.. _unacknowledged.Select(file => (file, TestContent.CreateNote(file)))],
                ("tags", name));
        _unacknowledged = [];
        Acknowledge(response, 201);
        _sessions[response["session_id"]] = 3;
        foreach (var result in response.Json.GetProperty("immediate_results").EnumerateArray())
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
        var response = await emulatorClient.DeleteAsync($"/api/v2/files/{id}");
        if (response.Status == 409) return; // it is still being processed
        Acknowledge(response, 200);
        _files[id].IsDeleted = true;
    }

    private async Task ExportAsync(EmulatorClient emulatorClient)
    {
        var response = await emulatorClient
            .PostAsync("/api/v2/files/export", new { format = "csv", columns = new[] { new { field_key = "filename" } } });
        Acknowledge(response, 200);
        _exports.Add((response["download_url"], response.Json.GetProperty("record_count").GetInt32()));
    }

    private string? Pick(Random random)
    {
        var present = _files.Where(file => !file.Value.IsDeleted).Select(file => file.Key).ToArray();
        return present.Length < 5 ? null : present[random.Next(present.Length)];
    }

    private void Acknowledge(EmulatorResponse response, int expected)
    {
        if (response.Status != expected)
            throw new InvalidOperationException($"{name}: {response.Status} instead of {expected}: {response.Text}");
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

    /// <summary>An upload whose response was lost has stored all of its files or none.</summary>
    private void ResolveUnacknowledged(Dictionary<string, JsonElement> listed, Findings findings)
    {
        var unknown = listed.Where(item => !_files.ContainsKey(item.Key))
            .Select(item => (item.Key, Name: item.Value.GetProperty("filename").GetString()!)).ToArray();
        findings.Require(unknown.All(item => _unacknowledged.Contains(item.Name)),
            $"{name}: files that were never sent: {string.Join(", ", unknown)}");
        findings.Require(unknown.Length == 0 || unknown.Length == _unacknowledged.Length,
            $"{name}: of an unacknowledged upload of {_unacknowledged.Length} files {unknown.Length} exist");
        foreach (var (id, file) in unknown) _files[id] = new UploadedFile(file);
        _unacknowledged = [];
    }

    private void Compare(string id, UploadedFile kept, Dictionary<string, JsonElement> listed, Findings findings)
    {
        var exists = listed.TryGetValue(id, out var item);
        if (kept.MayBeDeleted && !kept.IsDeleted) (kept.IsDeleted, kept.MayBeDeleted) = (!exists, false);
        findings.Require(exists != kept.IsDeleted,
            $"{name}: {kept.Name} ({id}) is {(exists ? "present though its deletion was acknowledged" : "lost")}");
        if (!exists) return;
        var title = item.GetProperty("title").GetString();
        findings.Require(title == kept.Title || (kept.PossibleTitle is not null && title == kept.PossibleTitle),
            $"{name}: {kept.Name} has the title {title} instead of {kept.Title}");
        (kept.Title, kept.PossibleTitle) = (title, null);
    }
}
