namespace Scopix.Durability.Actors;

/// <summary>LlamaCloud's files: uploaded, deleted.</summary>
internal sealed class LlamaUploader(string key) : IActor
{
    private const string Files = "/api/v1/beta/files";

    private readonly Dictionary<string, string> _files = [];
    private string? _unacknowledgedName;
    private string? _unacknowledgedId;
    private int _number;

    public string Key => key;

    public int Acknowledged { get; private set; }

    public async Task StepAsync(EmulatorClient emulatorClient, Random random)
    {
        if (_files.Count > 5 && random.Next(4) == 0)
        {
            _unacknowledgedId = _files.Keys.ElementAt(random.Next(_files.Count));
            Acknowledge(await emulatorClient.DeleteAsync($"{Files}/{_unacknowledgedId}"), 204);
            _files.Remove(_unacknowledgedId);
            _unacknowledgedId = null;
            return;
        }
        _unacknowledgedName = $"llama-{++_number:00000}.txt";
        var reply = await emulatorClient
            .UploadAsync(Files, "file", [(_unacknowledgedName, TestContent.CreateNote(_unacknowledgedName))], ("purpose", "parse"));
        Acknowledge(reply, 200);
        (_files[reply["id"]], _unacknowledgedName) = (_unacknowledgedName, null);
    }

    public async Task CheckAsync(EmulatorClient emulatorClient, Findings findings, Random random, bool everything)
    {
        var listed = (await emulatorClient.GetAsync($"{Files}?page_size=1000")).Json.GetProperty("items").EnumerateArray()
            .ToDictionary(item => item.GetProperty("id").GetString()!, item => item.GetProperty("name").GetString()!);
        findings.Require(_files.Keys.All(id => listed.ContainsKey(id) || id == _unacknowledgedId), "a file of LlamaCloud's is gone");
        findings.Require(listed.All(file => _files.ContainsKey(file.Key) || file.Value == _unacknowledgedName),
            "there is a file of LlamaCloud's that nobody sent, or a deleted one came back");
        _files.Clear();
        foreach (var (id, name) in listed) _files[id] = name;
        foreach (var (id, name) in everything ? _files : _files.TakeLast(10))
        {
            var link = await emulatorClient.GetAsync($"{Files}/{id}/content");
            findings.Require((await emulatorClient.FetchAsync(link["url"]))?.AsSpan().SequenceEqual(TestContent.CreateNote(name)) == true,
                $"LlamaCloud's {name} has not the bytes that were acknowledged");
        }
        (_unacknowledgedId, _unacknowledgedName) = (null, null);
    }

    private void Acknowledge(EmulatorResponse reply, int expected)
    {
        if (reply.Status != expected) throw new InvalidOperationException($"llama: {reply.Status} instead of {expected}: {reply.Text}");
        Acknowledged++;
    }
}
