using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Program;

public sealed class KilledProcessTests
{
    private const int Clients = 6;

    [Fact]
    public async Task Every_upload_that_was_acknowledged_outlives_kill_9_with_its_exact_bytes()
    {
        using var folder = new DataDirectory();
        var acknowledged = new ConcurrentDictionary<string, (string Key, int N)>();
        await using (var emulatorProcess = await EmulatorProcess.StartAsync(["--data", folder.Location]))
        {
            var enough = new TaskCompletionSource();
            var uploads = Enumerable.Range(0, Clients)
                .Select(client => UploadUntilKilledAsync(emulatorProcess, client, acknowledged, enough)).ToArray();
            await Task.WhenAny(enough.Task, Task.WhenAll(uploads));
            emulatorProcess.Kill();
            await Task.WhenAll(uploads);
        }

        await using var again = await EmulatorProcess.StartAsync(["--data", folder.Location]);
        foreach (var (id, (key, n)) in acknowledged)
        {
            using var http = again.CreateClient(key);
            (await http.GetByteArrayAsync($"/api/v2/files/{id}/download", TestContext.Current.CancellationToken)).Should()
                .Equal(Samples.Note(n));
        }
        acknowledged.Should().HaveCountGreaterThan(40);
        Directory.EnumerateFiles(folder.Location, "*", SearchOption.AllDirectories).Should()
            .NotContain(file => file.Contains("/staging/", StringComparison.Ordinal));
    }

    /// <summary>Two clients for each tenant, so that they wait for its lock.</summary>
    private static async Task UploadUntilKilledAsync(
        EmulatorProcess emulatorProcess, int client, ConcurrentDictionary<string, (string, int)> acknowledged, TaskCompletionSource enough)
    {
        var key = TestApi.CreateKey(client / 2);
        using var http = emulatorProcess.CreateClient(key);
        try
        {
            for (var n = client * 1000; ; n++)
            {
                using var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Note(n)), "file", $"{n}.txt" } };
                using var reply = await http.PostAsync("/api/v2/files/upload", form);
                if (reply.StatusCode != HttpStatusCode.Created) throw new InvalidOperationException($"{reply.StatusCode}");
                using var body = JsonDocument.Parse(await reply.Content.ReadAsStringAsync());
                acknowledged[body.RootElement.GetProperty("file_id").GetString()!] = (key, n);
                if (acknowledged.Count > 40) enough.TrySetResult();
            }
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            // it was killed
        }
    }
}
