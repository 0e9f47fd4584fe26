using System.Text.Json;
using System.Text.Json.Nodes;
using Scopix.Emulator.Tests.Snapshots;
using Scopix.Emulator.Tool.Pull;

namespace Scopix.Emulator.Tests.Pull;

/// <summary>The result of a run of the verb <c>pull</c>.</summary>
internal sealed record PullRun(int Exit, string Output);

/// <summary>Runs of the verb <c>pull</c> in this process, and comparisons of what two emulators answer.</summary>
internal static class PullRuns
{
    /// <summary>Copies from an emulator, which refuses all methods but GET, into a tenant or a file.</summary>
    public static async Task<PullRun> PullAsync(
        this TestApi source, TestApi? target, string state, Func<PullOptions, PullOptions>? change = null, GetOnlyHandler? handler = null,
        Action<string, int, int>? reportProgress = null, CancellationToken cancel = default)
    {
        var options = new PullOptions(source.Http.BaseAddress!, source.Key!, source.Key!.StartsWith("llx-", StringComparison.Ordinal))
        {
            Target = target?.Http.BaseAddress,
            TargetKey = target?.Key ?? "",
            StateFolder = state,
            RetryDelay = TimeSpan.FromMilliseconds(2),
        };
        using var own = handler is null ? new GetOnlyHandler() : null;
        using var output = new StringWriter();
        var exit = await PullRunner.RunAsync(
            change?.Invoke(options) ?? options, handler ?? own!, output, reportProgress ?? ((_, _, _) => { }), cancel);
        return new PullRun(exit, output.ToString());
    }

    /// <summary>The body of a response without the URLs that are signed, and without what their presence says.</summary>
    public static async Task<string> ReadUnsignedAsync(this TestApi api, string path) =>
        (await api.GetAsync(path)).EnsureStatus(200).RemoveSigned();

    /// <summary>The body of a response as <see cref="ReadUnsignedAsync"/> returns it.</summary>
    public static string RemoveSigned(this TestResponse response)
    {
        var json = JsonNode.Parse(response.Text)!;
        SignedUrls.Remove(json);
        Remove(json, "image_url");
        return json.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    public static async Task<JsonElement[]> ListFilesAsync(this TestApi api, string query = "")
    {
        var files = new List<JsonElement>();
        for (var more = true; more;)
        {
            var page = await api.GetAsync($"/api/v2/files?limit=100&offset={files.Count}{query}");
            files.AddRange(page.EnsureStatus(200)["items"].EnumerateArray());
            more = page["has_more"].GetBoolean();
        }
        return [.. files];
    }

    private static void Remove(JsonNode? json, string name)
    {
        if (json is JsonObject fields)
        {
            fields.Remove(name);
            foreach (var (_, value) in fields) Remove(value, name);
        }
        else if (json is JsonArray items)
        {
            foreach (var item in items) Remove(item, name);
        }
    }
}
