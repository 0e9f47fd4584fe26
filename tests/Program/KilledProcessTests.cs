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
    public async Task Every_acknowledged_upload_survives_kill_9_with_its_exact_bytes()
    {
        using var folder = new DataDirectory();
        var acknowledged = new ConcurrentDictionary<string, (string Key, int N)>();
        await using (var emulatorProcess = await EmulatorProcess.StartAsync(["--data", folder.Location]))
        {
            var killSignal = new TaskCompletionSource();
            var uploads = Enumerable.Range(0, Clients)
                .Select(client => UploadUntilKilledAsync(emulatorProcess, client, acknowledged, killSignal)).ToArray();
            await Task.WhenAny(killSignal.Task, Task.WhenAll(uploads));
            emulatorProcess.Kill();
            await Task.WhenAll(uploads);
        }

        await using var restarted = await EmulatorProcess.StartAsync(["--data", folder.Location]);
        foreach (var (id, (key, n)) in acknowledged)
        {
            using var http = restarted.CreateClient(key);
            (await http.GetByteArrayAsync($"/api/v2/files/{id}/download", TestContext.Current.CancellationToken)).Should()
                .Equal(Samples.Note(n));
        }
        acknowledged.Should().HaveCountGreaterThan(40);
        Directory.EnumerateFiles(folder.Location, "*", SearchOption.AllDirectories).Should()
            .NotContain(file => file.Contains("/staging/", StringComparison.Ordinal));
    }

    /// <summary>Two clients for each tenant, so that they compete for its lock.</summary>
    private static async Task UploadUntilKilledAsync(
        EmulatorProcess emulatorProcess, int client, ConcurrentDictionary<string, (string, int)> acknowledged,
            TaskCompletionSource killSignal)
    {
        var key = TestApi.CreateKey(client / 2);
        using var http = emulatorProcess.CreateClient(key);
        try
        {
            for (var n = client * 1000; ; n++)
            {
                using var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Note(n)), "file", $"{n}.txt" } };
                using var response = await http.PostAsync("/api/v2/files/upload", form);
                if (response.StatusCode != HttpStatusCode.Created) throw new InvalidOperationException($"{response.StatusCode}");
                using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
                acknowledged[body.RootElement.GetProperty("file_id").GetString()!] = (key, n);
                if (acknowledged.Count > 40) killSignal.TrySetResult();
            }
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            // the process was killed
        }
    }
}
