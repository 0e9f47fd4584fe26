namespace Scopix.Durability.Actors;

/// <summary>Uploads and deletes files of LlamaCloud's API.</summary>
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
        var response = await emulatorClient
            .UploadAsync(Files, "file", [(_unacknowledgedName, TestContent.CreateNote(_unacknowledgedName))], ("purpose", "parse"));
        Acknowledge(response, 200);
        (_files[response["id"]], _unacknowledgedName) = (_unacknowledgedName, null);
    }

    public async Task CheckAsync(EmulatorClient emulatorClient, Findings findings, Random random, bool everything)
    {
        var listed = (await emulatorClient.GetAsync($"{Files}?page_size=1000")).Json.GetProperty("items").EnumerateArray()
            .ToDictionary(item => item.GetProperty("id").GetString()!, item => item.GetProperty("name").GetString()!);
        findings.Require(_files.Keys.All(id => listed.ContainsKey(id) || id == _unacknowledgedId), "a file of LlamaCloud is lost");
        findings.Require(listed.All(file => _files.ContainsKey(file.Key) || file.Value == _unacknowledgedName),
            "there is a file of LlamaCloud that was never sent, or a deleted file is back");
        _files.Clear();
        foreach (var (id, name) in listed) _files[id] = name;
        foreach (var (id, name) in everything ? _files : _files.TakeLast(10))
        {
            var link = await emulatorClient.GetAsync($"{Files}/{id}/content");
            findings.Require((await emulatorClient.FetchAsync(link["url"]))?.AsSpan().SequenceEqual(TestContent.CreateNote(name)) == true,
                $"LlamaCloud's {name} does not have the acknowledged bytes");
        }
        (_unacknowledgedId, _unacknowledgedName) = (null, null);
    }

    private void Acknowledge(EmulatorResponse response, int expected)
    {
        if (response.Status != expected)
            throw new InvalidOperationException($"llama: {response.Status} instead of {expected}: {response.Text}");
        Acknowledged++;
    }
}
