namespace Scopix.Durability.Actors;

/// <summary>Creates, renames and deletes folders, creates projects, and advances the tenant's clock.</summary>
internal sealed class FolderUser(string key) : IActor
{
    private readonly Dictionary<string, string?> _folders = [];
    private readonly HashSet<string> _projects = [];
    private string? _unacknowledgedName;
    private string? _unacknowledgedFolder;
    private int _number;
    private double _clockShift;

    public string Key => key;

    public int Acknowledged { get; private set; }

    public Task StepAsync(EmulatorClient emulatorClient, Random random) => random.Next(10) switch
    {
        < 4 => CreateFolderAsync(emulatorClient),
        < 7 => RenameFolderAsync(emulatorClient, random),
        < 8 when _projects.Count < 40 => CreateProjectAsync(emulatorClient),
        < 9 => AdvanceAsync(emulatorClient),
        _ => DeleteFolderAsync(emulatorClient, random),
    };

    public async Task CheckAsync(EmulatorClient emulatorClient, Findings findings, Random random, bool everything)
    {
        var folders = (await emulatorClient.GetAsync("/api/v2/folders")).Json.GetProperty("items").EnumerateArray()
            .ToDictionary(item => item.GetProperty("id").GetString()!, item => item.GetProperty("name").GetString());
        foreach (var (id, name) in _folders)
            if (id == _unacknowledgedFolder)
                findings.Require(!folders.TryGetValue(id, out var now) || now == name || now == _unacknowledgedName,
                    $"folder {id} is called {folders.GetValueOrDefault(id)}");
            else findings.Require(folders.GetValueOrDefault(id) == name,
                $"folder {id} is called {folders.GetValueOrDefault(id) ?? "nothing, since it is lost"} instead of {name}");
        findings.Require(folders.All(folder => _folders.ContainsKey(folder.Key) || folder.Value == _unacknowledgedName),
            "there is a folder that was never created, or a deleted folder is back");
        _folders.Clear();
        foreach (var (id, name) in folders) _folders[id] = name;
        var projects = (await emulatorClient.GetAsync("/api/v2/projects?limit=100")).Json.GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("id").GetString()!).ToHashSet();
        findings.Require(_projects.IsSubsetOf(projects), $"{_projects.Except(projects).Count()} projects are lost");
        _projects.UnionWith(projects);
        var shift = (await emulatorClient.GetAsync("/_emulator/clock")).Json.GetProperty("shift_seconds").GetDouble();
        findings.Require(shift == _clockShift || shift == _clockShift + 1, $"the clock is {shift} s ahead instead of {_clockShift}");
        (_clockShift, _unacknowledgedFolder, _unacknowledgedName) = (shift, null, null);
    }

    private async Task CreateFolderAsync(EmulatorClient emulatorClient)
    {
        _unacknowledgedName = $"Folder {++_number}";
        var response = Acknowledge(await emulatorClient.PostAsync("/api/v2/folders", new { name = _unacknowledgedName }), 201);
        (_folders[response["id"]], _unacknowledgedName) = (_unacknowledgedName, null);
    }

    private async Task RenameFolderAsync(EmulatorClient emulatorClient, Random random)
    {
        if (_folders.Count == 0) return;
        (_unacknowledgedFolder, _unacknowledgedName) = (_folders.Keys.ElementAt(random.Next(_folders.Count)), $"Folder {++_number}");
        Acknowledge(await emulatorClient.PatchAsync($"/api/v2/folders/{_unacknowledgedFolder}", new { name = _unacknowledgedName }), 200);
        _folders[_unacknowledgedFolder] = _unacknowledgedName;
        (_unacknowledgedFolder, _unacknowledgedName) = (null, null);
    }

    private async Task DeleteFolderAsync(EmulatorClient emulatorClient, Random random)
    {
        if (_folders.Count == 0) return;
        _unacknowledgedFolder = _folders.Keys.ElementAt(random.Next(_folders.Count));
        Acknowledge(await emulatorClient.DeleteAsync($"/api/v2/folders/{_unacknowledgedFolder}"), 200);
        _folders.Remove(_unacknowledgedFolder);
        _unacknowledgedFolder = null;
    }

    private async Task CreateProjectAsync(EmulatorClient emulatorClient) =>
        _projects.Add(Acknowledge(await emulatorClient.PostAsync("/api/v2/projects", new { name = $"Project {++_number}" }), 201)["id"]);

    private async Task AdvanceAsync(EmulatorClient emulatorClient)
    {
        Acknowledge(await emulatorClient.PostAsync("/_emulator/clock/advance", new { seconds = 1 }), 200);
        _clockShift++;
    }

    private EmulatorResponse Acknowledge(EmulatorResponse response, int expected)
    {
        if (response.Status != expected && (response.Status, expected) != (204, 200))
            throw new InvalidOperationException($"folders: {response.Status} instead of {expected}: {response.Text}");
        Acknowledged++;
        return response;
    }
}
