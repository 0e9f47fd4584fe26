namespace Scopix.Durability.Actors;

/// <summary>Uploads files and resets its tenant, whose registered key survives a reset.</summary>
internal sealed class Resetter(string key) : IActor
{
    private readonly Dictionary<string, string> _files = [];
    private string? _unacknowledged;
    private bool _resetting;
    private bool _registered;
    private int _number;

    public string Key => key;

    public int Acknowledged { get; private set; }

    public async Task StepAsync(EmulatorClient emulatorClient, Random random)
    {
        if (!_registered)
        {
            Acknowledge(await emulatorClient.PostAsync("/_emulator/keys", new { key, tier = "STARTER" }), 201);
            _registered = true;
        }
        else if (random.Next(4) == 0)
        {
            _resetting = true;
            Acknowledge(await emulatorClient.SendAsync(HttpMethod.Post, "/_emulator/reset"), 200);
            _files.Clear();
            _resetting = false;
        }
        else
        {
            _unacknowledged = $"reset-{++_number:00000}.txt";
            var response = await emulatorClient
                .UploadAsync("/api/v2/files/upload", "file", [(_unacknowledged, TestContent.CreateNote(_unacknowledged))]);
            Acknowledge(response, 201);
            (_files[response["file_id"]], _unacknowledged) = (_unacknowledged, null);
        }
    }

    public async Task CheckAsync(EmulatorClient emulatorClient, Findings findings, Random random, bool everything)
    {
        var response = await emulatorClient.GetAsync("/api/v2/files?limit=100");
        var listed = response.Json.GetProperty("items").EnumerateArray()
            .ToDictionary(item => item.GetProperty("id").GetString()!, item => item.GetProperty("filename").GetString()!);
        if (!(_resetting && listed.Count == 0))
        {
            findings.Require(_files.Keys.All(listed.ContainsKey),
                $"of {_files.Count} files since the last reset {listed.Count} exist, "
                + $"{(_resetting ? "during a reset" : "without a reset")}");
            findings.Require(listed.All(file => _files.ContainsKey(file.Key) || file.Value == _unacknowledged),
                "a file from before a reset is back");
        }
        _files.Clear();
        foreach (var (id, name) in listed)
        {
            _files[id] = name;
            findings.Require((await emulatorClient.DownloadAsync(id))?.AsSpan().SequenceEqual(TestContent.CreateNote(name)) == true,
                $"{name} does not have its bytes{(_resetting ? ": the reset is incomplete" : "")}");
        }
        var keys = (await emulatorClient.GetAsync("/_emulator/keys")).Json.GetProperty("items").EnumerateArray();
        findings.Require(!_registered || keys.Any(shown => shown.GetProperty("tier").GetString() == "STARTER"),
            $"the registered key is lost{(_resetting ? " during a reset" : "")}");
        (_unacknowledged, _resetting, _registered) = (null, false, false); // so that the key is registered again
    }

    private void Acknowledge(EmulatorResponse response, int expected)
    {
        if (response.Status != expected)
            throw new InvalidOperationException($"reset: {response.Status} instead of {expected}: {response.Text}");
        Acknowledged++;
    }
}
