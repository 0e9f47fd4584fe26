using System.Text.Json.Nodes;
using Scopix.Contracts.Checks;
using Scopix.Contracts.Checks.Observing;
using Scopix.Emulator.Proxy;

namespace Scopix.Emulator.Tests.Proxy;

/// <summary>A copy of the contracts into which a test merges recordings.</summary>
internal sealed class ContractsCopy : IDisposable
{
    private readonly DataDirectory _folder = new();

    public ContractsCopy()
    {
        (Location, Recordings) = (Path.Combine(_folder.Location, "contracts"), Path.Combine(_folder.Location, "recordings"));
        var source = Path.Combine(RepositoryRoot.Path, "contracts");
        Directory.CreateDirectory(Path.Combine(Location, "schemas"));
        Directory.CreateDirectory(Recordings);
        foreach (var file in (string[])["operations.json", "claims.json"])
            File.Copy(Path.Combine(source, file), Path.Combine(Location, file));
        foreach (var file in Directory.GetFiles(Path.Combine(source, "schemas")))
            File.Copy(file, Path.Combine(Location, "schemas", Path.GetFileName(file)));
    }

    /// <summary>The folder of the contracts.</summary>
    public string Location { get; }

    /// <summary>The folder of the recordings.</summary>
    public string Recordings { get; }

    /// <summary>The rows of <c>refuted.json</c>.</summary>
    public IReadOnlyList<Refutation> Rows => Refutation.Parse(File.ReadAllText(Path.Combine(Location, "refuted.json")));

    /// <summary>Records a session of a client with a service that may answer otherwise.</summary>
    public async Task RecordSessionAsync(string key, Func<DeviantResponse, bool>? deviation = null)
    {
        if (deviation is not null) LiveLikeTarget.Deviate(key, deviation);
        await using var proxy = await ScopixProxy.StartAsync(
            new ProxyOptions { Target = await LiveLikeTarget.GetAddressAsync(), Port = 0, RecordFolder = Recordings });
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = proxy.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        await new ClientWalk(http).RunAsync();
        (await http.GetAsync("/api/v2/projects")).Dispose();
    }

    /// <summary>Adds a recording without a body.</summary>
    public void Record(string operation, int status, string date, params string[] sent) =>
        Recorder.AddToFolder(Recordings, new(operation, status, date, [new(sent, null, null, ["Date"])]));

    /// <summary>Merges the recordings.</summary>
    public EvidenceMergeResult Merge() => EvidenceMerge.Merge(Location, Recordings);

    /// <summary>The contents of all files by their paths.</summary>
    public Dictionary<string, string> ReadAll() => Directory.GetFiles(Location, "*.json", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(Location, file), File.ReadAllText);

    public JsonNode ReadSchema(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Location, "schemas", name + ".schema.json")))!;

    public void Dispose() => _folder.Dispose();
}
