using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Scopix.Client;

namespace Scopix.Emulator.Tool.Pull;

/// <summary>The files of a Scopix tenant, with its folders and projects.</summary>
internal sealed class ScopixSource(ScopixClient client, PullOptions options) : IPullSource
{
    private const string Files = "/api/v2/files";

    private readonly SourceRequests _requests = new(client);
    private List<JsonElement> _projects = [];
    private FolderTree _folders = new([]);

    public string Vendor => "scopix";

    public async Task<IReadOnlyList<SourceFile>> ListAsync(Action<string, int, int> reportProgress, CancellationToken cancel)
    {
        reportProgress("Reading projects and folders", 0, 1);
        if (await _requests.FindAsync("/api/v2/projects?limit=1", cancel) is not null)
            _projects = await _requests.ListAsync("/api/v2/projects", null, cancel);
        if (await _requests.FindAsync("/api/v2/folders", cancel) is { } folderList)
            _folders = new FolderTree(SourceRequests.GetItems(folderList));
        var selected = _folders.Select(options.Folders);
        var folders = selected ?? _folders.All.Where(folder => !IsEmpty(folder)).Select(folder => GetId(folder));
        var inFolders = await ListByAsync("folder_id", [.. folders], reportProgress, cancel);
        var inProjects = await ListByAsync(
            "project_id", [.. _projects.Where(project => !IsDefault(project) && !IsEmpty(project)).Select(GetId)], reportProgress, cancel);
        var items = selected is null
            ? await _requests.ListAsync(CreatePath(), options.Limit, cancel) : [.. inFolders.Values.Select(file => file.Item)];
        return [.. items.Select(item => ToFile(item, inFolders, inProjects)).OrderByDescending(file => file.CreatedAt)
            .Take(options.Limit ?? int.MaxValue).Reverse()];
    }

    public IEnumerable<(string Name, JsonNode Content)> CreateSharedEntries(IReadOnlyList<SourceFile> files)
    {
        var folders = options.HasFilter ? _folders.WithAncestors(files.Select(file => file.FolderId)) : _folders.All;
        var projects = files.Select(file => file.ProjectId)
            .Concat(folders.Select(folder => SourceRequests.GetText(folder, "project_id"))).ToHashSet();
        yield return ("projects.json", ToArray(
            _projects.Where(project => !options.HasFilter || IsDefault(project) || projects.Contains(GetId(project)))));
        yield return ("folders.json", ToArray(folders));
    }

    public async Task<JsonObject?> FetchAsync(SourceFile file, CancellationToken cancel)
    {
        var id = Uri.EscapeDataString(file.Id);
        if (await _requests.FindAsync($"{Files}/{id}", cancel) is not { ValueKind: JsonValueKind.Object } details) return null;
        var fetched = new JsonObject
        {
            ["fingerprint"] = file.Fingerprint,
            ["folder_id"] = file.FolderId,
            ["project_id"] = file.ProjectId,
            ["hash"] = SourceRequests.GetText(details, "hash"),
            ["details"] = JsonObject.Create(details),
        };
        foreach (var (name, path) in ListParts(details, id))
            if (await _requests.FindAsync(path, cancel) is { ValueKind: JsonValueKind.Object } part)
                fetched[name] = JsonObject.Create(part);
        SignedUrls.Remove(fetched);
        return fetched;
    }

    public bool HasContent(JsonObject fetched) => (string?)fetched["details"]!["media_type"] != "link";

    public Task DownloadAsync(SourceFile file, Stream to, CancellationToken cancel) =>
        client.Files.DownloadAsync(file.Id, to, cancel);

    /// <summary>The details of an image have the times of its processing, except when a part of it was skipped.</summary>
    private static (string Name, string Path)[] ListParts(JsonElement details, string id)
    {
        var processing = ("processing", $"{Files}/{id}/processing-status");
        return SourceRequests.GetText(details, "media_type") switch
        {
            "document" => [("text", $"{Files}/{id}/text"), ("chunks", $"{Files}/{id}/chunks"),
                ("digitization", $"{Files}/{id}/digitization"), processing],
            "video" => [("scenes", $"/api/v2/videos/{id}/scenes"), processing],
            "link" => [("processing", $"{Files}/uploads-status/{id}")],
            _ => SourceRequests.GetText(details, "description_status") == "skipped" ? [processing] : [],
        };
    }

    /// <summary>No answer about a file names its folder and its project, so the files of each are listed.</summary>
    private async Task<IReadOnlyDictionary<string, (JsonElement Item, string Place)>> ListByAsync(
        string filter, string[] places, Action<string, int, int> reportProgress, CancellationToken cancel)
    {
        var (found, done) = (new ConcurrentDictionary<string, (JsonElement, string)>(), 0);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxParallel, CancellationToken = cancel };
        await Parallel.ForEachAsync(places, parallel, async (place, stop) =>
        {
            foreach (var item in await _requests.ListAsync($"{CreatePath()}&{filter}={Uri.EscapeDataString(place)}", null, stop))
                found[GetId(item)] = (item, place);
            reportProgress("Listing", Interlocked.Increment(ref done), places.Length);
        });
        return found;
    }

    private string CreatePath() => $"{Files}?sort_by=created_at&sort_order=desc"
        + string.Concat(options.Tags.Select(tag => $"&tags={Uri.EscapeDataString(tag)}"))
        + (options.Since is { } since ? $"&date_from={Uri.EscapeDataString(FormatTime(since))}" : "");

    private static string FormatTime(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    private static SourceFile ToFile(
        JsonElement item, IReadOnlyDictionary<string, (JsonElement Item, string Place)> inFolders,
        IReadOnlyDictionary<string, (JsonElement Item, string Place)> inProjects)
    {
        var id = GetId(item);
        var folder = inFolders.TryGetValue(id, out var inFolder) ? inFolder.Place : null;
        var project = inProjects.TryGetValue(id, out var inProject) ? inProject.Place : null;
        return new SourceFile(id, SourceRequests.GetText(item, "filename") ?? SourceRequests.GetText(item, "title") ?? id,
            SourceRequests.GetNumber(item, "size_bytes") ?? 0, SourceRequests.GetTime(item, "created_at"), folder, project,
            SourceFile.ComputeFingerprint(item, folder, project));
    }

    private static string GetId(JsonElement item) => SourceRequests.GetText(item, "id") ?? "";

    private static bool IsDefault(JsonElement project) =>
        project.TryGetProperty("is_default", out var value) && value.ValueKind == JsonValueKind.True;

    private static bool IsEmpty(JsonElement container) =>
        SourceRequests.GetNumber(container, "file_count") == 0;

    private static JsonArray ToArray(IEnumerable<JsonElement> items) =>
        new([.. items.Select(item => (JsonNode?)JsonObject.Create(item))]);
}
