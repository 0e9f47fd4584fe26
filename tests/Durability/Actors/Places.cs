namespace Scopix.Durability.Actors;

/// <summary>Folders (made, renamed, removed), projects, and the tenant's clock.</summary>
internal sealed class Places(string key) : IActor
{
    private readonly Dictionary<string, string?> _folders = [];
    private readonly HashSet<string> _projects = [];
    private string? _lostName;
    private string? _lostFolder;
    private int _number;
    private double _shift;

    public string Key => key;

    public int Acknowledged { get; private set; }

    public Task StepAsync(Wire wire, Random random) => random.Next(10) switch
    {
        < 4 => AddAsync(wire),
        < 7 => ChangeAsync(wire, random),
        < 8 when _projects.Count < 40 => ProjectAsync(wire),
        < 9 => AdvanceAsync(wire),
        _ => RemoveAsync(wire, random),
    };

    public async Task CheckAsync(Wire wire, Findings findings, Random random, bool everything)
    {
        var folders = (await wire.GetAsync("/api/v2/folders")).Json.GetProperty("items").EnumerateArray()
            .ToDictionary(item => item.GetProperty("id").GetString()!, item => item.GetProperty("name").GetString());
        foreach (var (id, name) in _folders)
            if (id == _lostFolder) findings.Unless(!folders.TryGetValue(id, out var now) || now == name || now == _lostName, $"folder {id} is called {folders.GetValueOrDefault(id)}");
            else findings.Unless(folders.GetValueOrDefault(id) == name, $"folder {id} is called {folders.GetValueOrDefault(id) ?? "nothing: it is gone"} instead of {name}");
        findings.Unless(folders.All(folder => _folders.ContainsKey(folder.Key) || folder.Value == _lostName), "there is a folder that nobody made, or a deleted one came back");
        _folders.Clear();
        foreach (var (id, name) in folders) _folders[id] = name;
        var projects = (await wire.GetAsync("/api/v2/projects?limit=100")).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!).ToHashSet();
        findings.Unless(_projects.IsSubsetOf(projects), $"{_projects.Except(projects).Count()} projects are gone");
        _projects.UnionWith(projects);
        var shift = (await wire.GetAsync("/_emulator/clock")).Json.GetProperty("shift_seconds").GetDouble();
        findings.Unless(shift == _shift || shift == _shift + 1, $"the clock is {shift} s ahead instead of {_shift}");
        (_shift, _lostFolder, _lostName) = (shift, null, null);
    }

    private async Task AddAsync(Wire wire)
    {
        _lostName = $"Folder {++_number}";
        var reply = Acknowledge(await wire.PostAsync("/api/v2/folders", new { name = _lostName }), 201);
        (_folders[reply["id"]], _lostName) = (_lostName, null);
    }

    private async Task ChangeAsync(Wire wire, Random random)
    {
        if (_folders.Count == 0) return;
        (_lostFolder, _lostName) = (_folders.Keys.ElementAt(random.Next(_folders.Count)), $"Folder {++_number}");
        Acknowledge(await wire.PatchAsync($"/api/v2/folders/{_lostFolder}", new { name = _lostName }), 200);
        _folders[_lostFolder] = _lostName;
        (_lostFolder, _lostName) = (null, null);
    }

    private async Task RemoveAsync(Wire wire, Random random)
    {
        if (_folders.Count == 0) return;
        _lostFolder = _folders.Keys.ElementAt(random.Next(_folders.Count));
        Acknowledge(await wire.DeleteAsync($"/api/v2/folders/{_lostFolder}"), 200);
        _folders.Remove(_lostFolder);
        _lostFolder = null;
    }

    private async Task ProjectAsync(Wire wire) => _projects.Add(Acknowledge(await wire.PostAsync("/api/v2/projects", new { name = $"Project {++_number}" }), 201)["id"]);

    private async Task AdvanceAsync(Wire wire)
    {
        Acknowledge(await wire.PostAsync("/_emulator/clock/advance", new { seconds = 1 }), 200);
        _shift++;
    }

    private Reply Acknowledge(Reply reply, int expected)
    {
        if (reply.Status != expected && (reply.Status, expected) != (204, 200)) throw new InvalidOperationException($"places: {reply.Status} instead of {expected}: {reply.Text}");
        Acknowledged++;
        return reply;
    }
}
