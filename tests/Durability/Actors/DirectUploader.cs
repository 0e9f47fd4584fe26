using System.Text.Json;

namespace Scopix.Durability.Actors;

/// <summary>
/// Direct uploads, one after the other, in one PUT or in parts. An upload goes on after a kill with what was acknowledged before it:
/// nothing that was PUT, confirmed or kept under an Idempotency-Key is sent again.
/// </summary>
internal sealed class DirectUploader(string key, string name, bool inParts) : IActor
{
    private const int PartBytes = 5 * 1024 * 1024;

    private readonly Dictionary<string, string> _files = [];
    private Upload? _now;
    private int _number;

    private sealed class Upload(string file, byte[] bytes)
    {
        public string File => file;
        public byte[] Content => bytes;
        public string? Created { get; set; }
        public JsonElement Intent => JsonDocument.Parse(Created!).RootElement;
        public string Id => Intent.GetProperty("upload_id").GetString()!;
        public Dictionary<int, string> Put { get; } = [];
        public HashSet<int> Confirmed { get; } = [];
        public HashSet<int> InDoubt { get; } = [];
        public bool Completing { get; set; }
    }

    public string Key => key;

    public int Acknowledged { get; private set; }

    public async Task StepAsync(Wire wire, Random random)
    {
        _now ??= Begin(random);
        if (_now.Created is null) await CreateAsync(wire, _now);
        else if (Enumerable.Range(1, Parts(_now)).FirstOrDefault(part => !_now.Put.ContainsKey(part)) is > 0 and var part) await PutAsync(wire, _now, part);
        else if (inParts && _now.Put.Keys.FirstOrDefault(put => !_now.Confirmed.Contains(put)) is > 0 and var unconfirmed) await ConfirmAsync(wire, _now, unconfirmed);
        else if (await CompleteAsync(wire, _now)) _now = null;
    }

    public async Task CheckAsync(Wire wire, Findings findings, Random random, bool everything)
    {
        if (_now is { Created: { } created } upload)
        {
            var again = await wire.PostAsync("/api/v2/files/direct-uploads", Body(upload), upload.File);
            findings.Unless(again.Status == 201 && again.Text == created, $"{name}: the key {upload.File} does not give the first answer again: {again.Status} {again.Text}");
            var state = await wire.GetAsync($"/api/v2/files/direct-uploads/{upload.Id}");
            findings.Unless(state.Status == 200, $"{name}: the intent {upload.Id} is gone: {state.Status}");
            if (inParts && !upload.Completing) CompareParts(state.Json, upload, findings);
            if (upload.Completing || (upload.Put.Count == Parts(upload) && (!inParts || upload.Confirmed.Count == Parts(upload))))
                await FinishAsync(wire, upload, findings);
        }
        foreach (var (id, file) in everything ? _files : _files.TakeLast(3))
        {
            var bytes = await wire.DownloadAsync(id);
            findings.Unless(bytes is not null && Bytes.Sha256(bytes) == file, $"{name}: the file {id} has not the bytes that were acknowledged");
        }
    }

    private Upload Begin(Random random)
    {
        var file = $"{name}-{++_number:00000}.jpg";
        return new Upload(file, Bytes.Photo(file, inParts ? PartBytes * 2 + random.Next(1, 300_000) : random.Next(200, 300_000)));
    }

    private int Parts(Upload upload) => inParts ? upload.Intent.GetProperty("total_parts").GetInt32() : 1;

    private object Body(Upload upload) => new
    {
        filename = upload.File,
        content_type = "image/jpeg",
        size_bytes = upload.Content.Length,
        claimed_file_hash = Bytes.Sha256(upload.Content),
        upload_mode = inParts ? "multipart" : "single_shot",
        part_size_bytes = inParts ? PartBytes : (int?)null,
    };

    private async Task CreateAsync(Wire wire, Upload upload)
    {
        var reply = await wire.PostAsync("/api/v2/files/direct-uploads", Body(upload), upload.File);
        Acknowledge(reply, 201);
        upload.Created = reply.Text;
    }

    private async Task PutAsync(Wire wire, Upload upload, int part)
    {
        var intent = upload.Intent;
        var from = inParts ? (part - 1) * PartBytes : 0;
        var bytes = inParts ? upload.Content[from..Math.Min(from + PartBytes, upload.Content.Length)] : upload.Content;
        var url = inParts ? intent.GetProperty("part_urls")[part - 1].GetProperty("url").GetString()! : intent.GetProperty("presigned_url").GetString()!;
        var headers = inParts ? null : intent.GetProperty("headers").EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!);
        var (reply, etag) = await wire.PutAsync(url, bytes, headers);
        Acknowledge(reply, 200);
        upload.Put[part] = etag!;
    }

    private async Task ConfirmAsync(Wire wire, Upload upload, int part)
    {
        upload.InDoubt.Add(part);
        var size = Math.Min(PartBytes, upload.Content.Length - (part - 1) * PartBytes);
        Acknowledge(await wire.PostAsync($"/api/v2/files/direct-uploads/{upload.Id}/parts/confirm", new { part_number = part, etag = upload.Put[part], size_bytes = size }), 200);
        upload.Confirmed.Add(part);
    }

    private async Task<bool> CompleteAsync(Wire wire, Upload upload)
    {
        upload.Completing = true;
        var reply = await wire.SendAsync(HttpMethod.Post, $"/api/v2/files/direct-uploads/{upload.Id}/complete", null, "done-" + upload.File);
        Acknowledge(reply, 202);
        _files[reply["file_id"]] = Bytes.Sha256(upload.Content);
        return true;
    }

    private void CompareParts(JsonElement state, Upload upload, Findings findings)
    {
        var confirmed = state.GetProperty("parts_confirmed").GetInt32();
        findings.Unless(confirmed >= upload.Confirmed.Count && confirmed <= upload.InDoubt.Count,
            $"{name}: {confirmed} parts are confirmed, of {upload.Confirmed.Count} acknowledged and {upload.InDoubt.Count} asked");
    }

    /// <summary>All bytes were acknowledged, so completing must do; twice with one Idempotency-Key it answers the same.</summary>
    private async Task FinishAsync(Wire wire, Upload upload, Findings findings)
    {
        var path = $"/api/v2/files/direct-uploads/{upload.Id}/complete";
        var (first, second) = (await wire.SendAsync(HttpMethod.Post, path, null, "done-" + upload.File), await wire.SendAsync(HttpMethod.Post, path, null, "done-" + upload.File));
        if (findings.Unless(first.Status == 202, $"{name}: all bytes of {upload.File} were acknowledged, but it cannot be completed: {first.Status} {first.Text}"))
        {
            findings.Unless(second.Text == first.Text, $"{name}: completing {upload.File} again answers {second.Text}");
            _files[first["file_id"]] = Bytes.Sha256(upload.Content);
        }
        _now = null;
    }

    private void Acknowledge(Reply reply, int expected)
    {
        if (reply.Status != expected) throw new InvalidOperationException($"{name}: {reply.Status} instead of {expected}: {reply.Text}");
        Acknowledged++;
    }
}
