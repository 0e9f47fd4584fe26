using System.Text.Json;

namespace Scopix.Durability.Actors;

/// <summary>
/// Creates direct uploads one after the other, in one PUT or in parts. After a kill it continues the upload and does not repeat
/// requests that were acknowledged.
/// </summary>
internal sealed class DirectUploader(string key, string name, bool inParts) : IActor
{
    private const int PartBytes = 5 * 1024 * 1024;

    private readonly Dictionary<string, string> _files = [];
    private CurrentUpload? _current;
    private int _number;

    private sealed class CurrentUpload(string file, byte[] bytes)
    {
        public string File => file;
        public byte[] Content => bytes;
        public string? CreationJson { get; set; }
        public JsonElement Intent => JsonDocument.Parse(CreationJson!).RootElement;
        public string Id => Intent.GetProperty("upload_id").GetString()!;
        public Dictionary<int, string> PutETags { get; } = [];
        public HashSet<int> Confirmed { get; } = [];
        public HashSet<int> ConfirmationsSent { get; } = [];
        public bool IsCompleting { get; set; }
    }

    public string Key => key;

    public int Acknowledged { get; private set; }

    public async Task StepAsync(EmulatorClient emulatorClient, Random random)
    {
        _current ??= StartUpload(random);
        if (_current.CreationJson is null) await CreateAsync(emulatorClient, _current);
        else if (Enumerable.Range(1, CountParts(_current)).FirstOrDefault(part => !_current.PutETags.ContainsKey(part)) is > 0 and var part)
            await PutAsync(emulatorClient, _current, part);
        else if (inParts && _current.PutETags.Keys.FirstOrDefault(put => !_current.Confirmed.Contains(put)) is > 0 and var unconfirmed)
            await ConfirmAsync(emulatorClient, _current, unconfirmed);
        else if (await CompleteAsync(emulatorClient, _current)) _current = null;
    }

    public async Task CheckAsync(EmulatorClient emulatorClient, Findings findings, Random random, bool everything)
    {
        if (_current is { CreationJson: { } created } upload)
        {
            var again = await emulatorClient.PostAsync("/api/v2/files/direct-uploads", CreateBody(upload), upload.File);
            findings.Require(again.Status == 201 && again.Text == created,
                $"{name}: the key {upload.File} does not replay the first response: {again.Status} {again.Text}");
            var state = await emulatorClient.GetAsync($"/api/v2/files/direct-uploads/{upload.Id}");
            findings.Require(state.Status == 200, $"{name}: the intent {upload.Id} is lost: {state.Status}");
            if (inParts && !upload.IsCompleting) CompareParts(state.Json, upload, findings);
            if (upload.IsCompleting
                || (upload.PutETags.Count == CountParts(upload) && (!inParts || upload.Confirmed.Count == CountParts(upload))))
                await FinishAsync(emulatorClient, upload, findings);
        }
        foreach (var (id, file) in everything ? _files : _files.TakeLast(3))
        {
            var bytes = await emulatorClient.DownloadAsync(id);
            findings.Require(bytes is not null && TestContent.Sha256(bytes) == file,
                $"{name}: the file {id} does not have the acknowledged bytes");
        }
    }

    private CurrentUpload StartUpload(Random random)
    {
        var file = $"{name}-{++_number:00000}.jpg";
        return new CurrentUpload(file,
            TestContent.CreatePhoto(file, inParts ? PartBytes * 2 + random.Next(1, 300_000) : random.Next(200, 300_000)));
    }

    private int CountParts(CurrentUpload upload) => inParts ? upload.Intent.GetProperty("total_parts").GetInt32() : 1;

    private object CreateBody(CurrentUpload upload) => new
    {
        filename = upload.File,
        content_type = "image/jpeg",
        size_bytes = upload.Content.Length,
        claimed_file_hash = TestContent.Sha256(upload.Content),
        upload_mode = inParts ? "multipart" : "single_shot",
        part_size_bytes = inParts ? PartBytes : (int?)null,
    };

    private async Task CreateAsync(EmulatorClient emulatorClient, CurrentUpload upload)
    {
        var response = await emulatorClient.PostAsync("/api/v2/files/direct-uploads", CreateBody(upload), upload.File);
        Acknowledge(response, 201);
        upload.CreationJson = response.Text;
    }

    private async Task PutAsync(EmulatorClient emulatorClient, CurrentUpload upload, int part)
    {
        var intent = upload.Intent;
        var from = inParts ? (part - 1) * PartBytes : 0;
        var bytes = inParts ? upload.Content[from..Math.Min(from + PartBytes, upload.Content.Length)] : upload.Content;
        var url = inParts
            ? intent.GetProperty("part_urls")[part - 1].GetProperty("url").GetString()! : intent.GetProperty("presigned_url").GetString()!;
        var headers = inParts ? null
            : intent.GetProperty("headers").EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!);
        var (response, etag) = await emulatorClient.PutAsync(url, bytes, headers);
        Acknowledge(response, 200);
        upload.PutETags[part] = etag!;
    }

    private async Task ConfirmAsync(EmulatorClient emulatorClient, CurrentUpload upload, int part)
    {
        upload.ConfirmationsSent.Add(part);
        var size = Math.Min(PartBytes, upload.Content.Length - (part - 1) * PartBytes);
        Acknowledge(
            await emulatorClient
                .PostAsync($"/api/v2/files/direct-uploads/{upload.Id}/parts/confirm",
                    new { part_number = part, etag = upload.PutETags[part], size_bytes = size }), 200);
        upload.Confirmed.Add(part);
    }

    private async Task<bool> CompleteAsync(EmulatorClient emulatorClient, CurrentUpload upload)
    {
        upload.IsCompleting = true;
        var response = await emulatorClient
            .SendAsync(HttpMethod.Post, $"/api/v2/files/direct-uploads/{upload.Id}/complete", null, "done-" + upload.File);
        Acknowledge(response, 202);
        _files[response["file_id"]] = TestContent.Sha256(upload.Content);
        return true;
    }

    private void CompareParts(JsonElement state, CurrentUpload upload, Findings findings)
    {
        var confirmed = state.GetProperty("parts_confirmed").GetInt32();
        findings.Require(confirmed >= upload.Confirmed.Count && confirmed <= upload.ConfirmationsSent.Count,
            $"{name}: {confirmed} parts are confirmed, of {upload.Confirmed.Count} acknowledged and "
            + $"{upload.ConfirmationsSent.Count} requested");
    }

    /// <summary>
    /// All bytes were acknowledged, so the completion must succeed; repeated with one Idempotency-Key it returns the same response.
    /// </summary>
    private async Task FinishAsync(EmulatorClient emulatorClient, CurrentUpload upload, Findings findings)
    {
        var path = $"/api/v2/files/direct-uploads/{upload.Id}/complete";
        var (first, second) = (await emulatorClient.SendAsync(HttpMethod.Post, path, null, "done-" + upload.File),
            await emulatorClient.SendAsync(HttpMethod.Post, path, null, "done-" + upload.File));
        if (findings.Require(first.Status == 202,
            $"{name}: all bytes of {upload.File} were acknowledged, but it cannot be completed: {first.Status} {first.Text}"))
        {
            findings.Require(second.Text == first.Text, $"{name}: completing {upload.File} again returns {second.Text}");
            _files[first["file_id"]] = TestContent.Sha256(upload.Content);
        }
        _current = null;
    }

    private void Acknowledge(EmulatorResponse response, int expected)
    {
        if (response.Status != expected)
            throw new InvalidOperationException($"{name}: {response.Status} instead of {expected}: {response.Text}");
        Acknowledged++;
    }
}
