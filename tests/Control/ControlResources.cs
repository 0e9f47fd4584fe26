using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Scopix.Emulator.Tests.Control;
using Xunit;

[assembly: AssemblyFixture(typeof(ControlEmulator))]

namespace Scopix.Emulator.Tests.Control;

/// <summary>One emulator for the walks through the control API; its stages wait until they are released.</summary>
public sealed class ControlEmulator : IAsyncDisposable
{
    private static readonly Lazy<Task<TestApi>> Shared =
        new(() => TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Manual }, key: null));

    private static int _tenantCount;

    /// <summary>Creates a client for a tenant that no other test uses.</summary>
    internal static async Task<TestApi> OpenTenantAsync() => (await Shared.Value).WithKey(CreateKey());

    internal static string CreateKey() => $"scopix_Walk{Interlocked.Increment(ref _tenantCount):0000}0123456789abcdef";

    public async ValueTask DisposeAsync()
    {
        if (Shared.IsValueCreated) await (await Shared.Value).DisposeAsync();
    }
}

/// <summary>Creates resources for the placeholders of the control API's paths.</summary>
internal sealed class ControlResources(Dictionary<string, string> values)
{
    public static async Task<ControlResources> CreateAsync(TestApi api)
    {
        var file = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        await api.PostAsync("/_emulator/snapshots", new { name = "start" });
        await api.PostAsync("/_emulator/keys", new { key = "scopix_Starter0localdevelopmentkey" });
        return new ControlResources(new()
        {
            ["{file_id}"] = file,
            ["{stage}"] = "description",
            ["{export_id}"] = (await api.PostAsync("/api/v2/data/export", new { data_type = "descriptions" }))["export_id"].GetString()!,
            ["{fault_id}"] = (await api.PostAsync("/_emulator/faults", new { stage = "crawl", hold = true }))["id"].GetString()!,
            ["{stub_id}"] = (await api.PostAsync("/_emulator/stubs", new { description = "Known." }))["id"].GetString()!,
            ["{request_id}"] = "req_1",
            ["{name}"] = "start",
            ["{other}"] = "now",
            ["{file}"] = "index.html",
        });
    }

    /// <summary>Fills the placeholders of an operation's path; one can have a given value.</summary>
    public string FillPath(JsonObject row, string name = "", string value = "") => Regex.Replace((string)row["path"]!, @"\{\w+\}",
        placeholder => placeholder.Value == $"{{{name}}}" ? Uri.EscapeDataString(value) : values[placeholder.Value]);
}
