using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;

namespace Scopix.Emulator.Tests.Survive;

/// <summary>Plans experiments and asks for verdicts over HTTP, as a tool of another language does.</summary>
internal sealed class SurvivalRun(TestApi api, JsonObject plan)
{
    private static int _keyCount;

    public JsonObject Plan => plan;

    public IEnumerable<string> Ids => plan["experiments"]!.AsArray().Select(experiment => (string)experiment!["id"]!);

    /// <summary>Runs a client cleanly with a fresh key and plans the experiments.</summary>
    public static async Task<SurvivalRun> PlanAsync(TestApi api, Func<TestApi, Task> client, object? request = null)
    {
        var clean = api.WithKey(CreateKey());
        await client(clean);
        var response = await clean.PostAsync("/_emulator/survive/plan", request ?? new { });
        return new SurvivalRun(api, JsonNode.Parse(response.Text)!.AsObject());
    }

    /// <summary>Runs a client in an experiment and asks for the verdict.</summary>
    /// <param name="experiment">The id of the experiment.</param>
    /// <param name="client">Returns the exit code, or null when it was stopped.</param>
    /// <param name="output">What the client has printed.</param>
    /// <param name="cleanOutput">What it has printed in the clean run.</param>
    public async Task<JsonElement> RunAsync(
        string experiment, Func<TestApi, Task<int?>> client, string output = "", string? cleanOutput = null)
    {
        var found = plan["experiments"]!.AsArray().Single(each => (string?)each!["id"] == experiment)!;
        var tenant = api.WithKey(CreateKey());
        foreach (var fault in found["faults"]!.AsArray())
            (await tenant.SendTextAsync(HttpMethod.Post, "/_emulator/faults", fault!.ToJsonString())).Status.Should().Be(201);
        var exit = await client(tenant);
        var body = new JsonObject
        {
            ["experiment"] = found.DeepClone(),
            ["clean"] = plan["clean"]!.DeepClone(),
            ["exit_code"] = exit,
            ["output"] = output,
            ["clean_output"] = cleanOutput,
        };
        var response = await tenant.SendTextAsync(HttpMethod.Post, "/_emulator/survive/verdict", body.ToJsonString());
        response.Status.Should().Be(200, response.Text);
        return response.Json;
    }

    public static string CreateKey() => $"scopix_Survive{Interlocked.Increment(ref _keyCount):0}0123456789abcdef";

    /// <summary>Sends a request and returns its status; null when there is no answer.</summary>
    public static async Task<int?> TryAsync(Func<Task<TestResponse>> send)
    {
        try
        {
            return (await send()).Status;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
