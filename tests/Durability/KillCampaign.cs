using System.Diagnostics;
using Scopix.Durability.Actors;

namespace Scopix.Durability;

/// <summary>Kills the emulator under load, restarts it, and checks every acknowledged write.</summary>
public static class KillCampaign
{
    private static readonly string[] Keys = [.. Enumerable.Range(0, 5).Select(n => $"scopix_Killed{n:00}0123456789abcdef"), "llx-killed"];

    /// <summary>Runs the campaign; returns the findings, one sentence each.</summary>
    /// <param name="program">The built emulator.</param>
    /// <param name="times">The number of kills.</param>
    /// <param name="seed">Determines the load and the times of the kills, as far as timing is reproducible.</param>
    /// <param name="output">Receives the progress.</param>
    /// <param name="data">The data folder; a temporary one when null.</param>
    public static async Task<IReadOnlyCollection<string>> RunAsync(
        string program, int times, int seed, TextWriter output, string? data = null)
    {
        var folder = data ?? Directory.CreateTempSubdirectory("scopix-kills-").FullName;
        var (random, findings, port) = (new Random(seed), new Findings(), EmulatorProcess.FreePort());
        IActor[] actors = [
            new Uploader(Keys[0], "ann"), new Uploader(Keys[0], "bob"), new DirectUploader(Keys[1], "single", inParts: false),
            new DirectUploader(Keys[1], "parts", inParts: true),
            new FolderUser(Keys[2]), new Resetter(Keys[3]), new Uploader(Keys[4], "cleo"), new LlamaUploader(Keys[5])];
        var clock = Stopwatch.StartNew();
        for (var kill = 1; kill <= times && findings.All.Count < 20; kill++)
        {
            await using (var server = await StartAsync(program, port, folder)) await RoundAsync(server, actors, random, findings);
            await using (var again = await StartAsync(program, port, folder))
                await CheckAsync(again, actors, random, findings, folder, everything: kill == times);
            await output
                .WriteLineAsync(
                    $"{clock.Elapsed:mm\\:ss} kill {kill}: {actors.Sum(actor => actor.Acknowledged)} writes acknowledged so far, "
                    + $"{findings.All.Count} findings");
            foreach (var finding in findings.All.Skip(findings.ReportedCount)) await output.WriteLineAsync("  " + finding);
            findings.ReportedCount = findings.All.Count;
        }
        if (data is null && findings.All.Count == 0) Directory.Delete(folder, recursive: true);
        return findings.All;
    }

    private static Task<EmulatorProcess> StartAsync(
        string program, int port, string folder) => EmulatorProcess.StartAsync(program, port, "--data", folder, "--previews", "off");

    private static async Task RoundAsync(EmulatorProcess server, IActor[] actors, Random random, Findings findings)
    {
        var killed = new TaskCompletionSource();
        var (before, after) = (actors.Sum(actor => actor.Acknowledged), TimeSpan.FromMilliseconds(random.Next(0, 1500)));
        var working = actors.Select(actor => (actor, own: new Random(random.Next()))).ToArray()
            .Select(pair => Task.Run(() => WorkAsync(server, pair.actor, pair.own, findings, killed.Task))).ToArray();
        // otherwise it would be killed during its warm-up
        for (var waits = 0; waits < 3000 && actors.Sum(actor => actor.Acknowledged) == before; waits++) await Task.Delay(10);
        await Task.Delay(after);
        killed.SetResult();
        await server.KillAsync();
        await Task.WhenAll(working);
        var errors = await server.Errors;
        findings.Require(errors.Length == 0, "the emulator wrote to stderr: " + errors);
    }

    private static async Task WorkAsync(EmulatorProcess server, IActor actor, Random random, Findings findings, Task killed)
    {
        using var emulatorClient = new EmulatorClient(server.Address, actor.Key, findings);
        try
        {
            while (true) await actor.StepAsync(emulatorClient, random);
        }
        catch (ConnectionLostException lost)
        {
            findings.Require(killed.IsCompleted, $"{actor.GetType().Name}: a response was lost before the kill: {lost.Message}");
        }
        catch (InvalidOperationException refused)
        {
            findings.Add(refused.Message);
        }
    }

    private static async Task CheckAsync(
        EmulatorProcess server, IActor[] actors, Random random, Findings findings, string folder, bool everything)
    {
        foreach (var actor in actors)
        {
            using var emulatorClient = new EmulatorClient(server.Address, actor.Key, findings);
            try
            {
                await actor.CheckAsync(emulatorClient, findings, random, everything);
                await UseStorageAsync(emulatorClient, actor.Key);
            }
            catch (Exception error) when (error is ConnectionLostException or KeyNotFoundException or System.Text.Json.JsonException)
            {
                findings.Add($"{actor.GetType().Name}: {error}");
            }
        }
        var left = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsUnfinished)
            .Select(file => Path.GetRelativePath(folder, file)).ToArray();
        findings.Require(left.Length == 0, $"{left.Length} unfinished files remain: {string.Join(", ", left.Take(5))}");
    }

    /// <summary>Uses the tenant's storage, which removes unfinished files of the tenant.</summary>
    private static async Task UseStorageAsync(EmulatorClient emulatorClient, string key)
    {
        if (!key.StartsWith("llx-", StringComparison.Ordinal))
            await emulatorClient
                .PostAsync("/api/v2/files/export", new { format = "csv", columns = new[] { new { field_key = "filename" } } });
        else await emulatorClient
            .DeleteAsync(
                "/api/v1/beta/files/"
                    + (await emulatorClient
                        .UploadAsync("/api/v1/beta/files", "file", [("touch.txt", TestContent.CreateNote("touch"))],
                            ("purpose", "parse")))["id"]);
    }

    /// <summary>Whether a file belongs to an unfinished request; no request runs during the check.</summary>
    private static bool IsUnfinished(
        string file) => file.Contains("/staging/", StringComparison.Ordinal) || file.Contains("/deleted-", StringComparison.Ordinal)
        || file.EndsWith(".seeding", StringComparison.Ordinal) || file.EndsWith(".new", StringComparison.Ordinal);
}
