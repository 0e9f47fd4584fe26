using System.Text.Json.Nodes;
using Scopix.Client;

namespace Scopix.Emulator.Tool.Pull;

/// <summary>LlamaCloud's files of the key's own project.</summary>
internal sealed class LlamaSource(ScopixClient client, PullOptions options) : IPullSource
{
    private const string Files = "/api/v1/beta/files";
    private const int PageSize = 100;

    private readonly SourceRequests _requests = new(client);

    public string Vendor => "llamacloud";

    public async Task<IReadOnlyList<SourceFile>> ListAsync(Action<string, int, int> reportProgress, CancellationToken cancel)
    {
        var files = new Dictionary<string, SourceFile>();
        string? token = null;
        do
        {
            reportProgress("Listing", 0, 1);
            var page = await _requests.GetAsync(
                $"{Files}?page_size={PageSize}" + (token is null ? "" : $"&page_token={Uri.EscapeDataString(token)}"), cancel);
            foreach (var item in SourceRequests.GetItems(page))
                if (ToFile(item) is var file && !(file.CreatedAt < options.Since)) files.TryAdd(file.Id, file);
            token = SourceRequests.GetText(page, "next_page_token");
        }
        while (!string.IsNullOrEmpty(token));
        return [.. files.Values.OrderByDescending(file => file.CreatedAt).Take(options.Limit ?? int.MaxValue).Reverse()];
    }

    public IEnumerable<(string Name, JsonNode Content)> CreateSharedEntries(IReadOnlyList<SourceFile> files) => [];

    public async Task<JsonObject?> FetchAsync(SourceFile file, CancellationToken cancel)
    {
        var found = await _requests.FindAsync($"{Files}/{Uri.EscapeDataString(file.Id)}", cancel);
        if (found is not { ValueKind: JsonValueKind.Object } details) return null;
        var fetched = new JsonObject { ["fingerprint"] = file.Fingerprint, ["hash"] = null, ["details"] = JsonObject.Create(details) };
        SignedUrls.Remove(fetched);
        return fetched;
    }

    public bool HasContent(JsonObject fetched) => true;

    public async Task DownloadAsync(SourceFile file, Stream to, CancellationToken cancel)
    {
        var content = await _requests.GetAsync($"{Files}/{Uri.EscapeDataString(file.Id)}/content", cancel);
        if (!Uri.TryCreate(SourceRequests.GetText(content, "url"), UriKind.Absolute, out var url))
            throw new PullException($"The source gives no URL for the bytes of {file.Name}.");
        await client.Files.DownloadFromUrlAsync(url, to, cancel);
    }

    private static SourceFile ToFile(JsonElement item) => new(
        SourceRequests.GetText(item, "id") ?? "", SourceRequests.GetText(item, "name") ?? "", 0,
        SourceRequests.GetTime(item, "last_modified_at"), null, null, SourceFile.ComputeFingerprint(item, null, null));
}
