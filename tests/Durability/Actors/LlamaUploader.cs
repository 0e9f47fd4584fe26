namespace Scopix.Durability.Actors;

/// <summary>LlamaCloud's files: uploaded, deleted.</summary>
internal sealed class LlamaUploader(string key) : IActor
{
    private const string Files = "/api/v1/beta/files";

    private readonly Dictionary<string, string> _files = [];
    private string? _lostName;
    private string? _lostId;
    private int _number;

    public string Key => key;

    public int Acknowledged { get; private set; }

    public async Task StepAsync(Wire wire, Random random)
    {
        if (_files.Count > 5 && random.Next(4) == 0)
        {
            _lostId = _files.Keys.ElementAt(random.Next(_files.Count));
            Acknowledge(await wire.DeleteAsync($"{Files}/{_lostId}"), 204);
            _files.Remove(_lostId);
            _lostId = null;
            return;
        }
        _lostName = $"llama-{++_number:00000}.txt";
        var reply = await wire.UploadAsync(Files, "file", [(_lostName, Bytes.Note(_lostName))], ("purpose", "parse"));
        Acknowledge(reply, 200);
        (_files[reply["id"]], _lostName) = (_lostName, null);
    }

    public async Task CheckAsync(Wire wire, Findings findings, Random random, bool everything)
    {
        var listed = (await wire.GetAsync($"{Files}?page_size=1000")).Json.GetProperty("items").EnumerateArray()
            .ToDictionary(item => item.GetProperty("id").GetString()!, item => item.GetProperty("name").GetString()!);
        findings.Unless(_files.Keys.All(id => listed.ContainsKey(id) || id == _lostId), "a file of LlamaCloud's is gone");
        findings.Unless(listed.All(file => _files.ContainsKey(file.Key) || file.Value == _lostName), "there is a file of LlamaCloud's that nobody sent, or a deleted one came back");
        _files.Clear();
        foreach (var (id, name) in listed) _files[id] = name;
        foreach (var (id, name) in everything ? _files : _files.TakeLast(10))
        {
            var link = await wire.GetAsync($"{Files}/{id}/content");
            findings.Unless((await wire.FetchAsync(link["url"]))?.AsSpan().SequenceEqual(Bytes.Note(name)) == true, $"LlamaCloud's {name} has not the bytes that were acknowledged");
        }
        (_lostId, _lostName) = (null, null);
    }

    private void Acknowledge(Reply reply, int expected)
    {
        if (reply.Status != expected) throw new InvalidOperationException($"llama: {reply.Status} instead of {expected}: {reply.Text}");
        Acknowledged++;
    }
}
