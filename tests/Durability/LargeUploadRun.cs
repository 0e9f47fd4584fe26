using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;

namespace Scopix.Durability;

/// <summary>Sends one large file as a direct upload in one PUT, and samples the emulator's memory meanwhile.</summary>
internal static class LargeUploadRun
{
    private const int BlockBytes = 1_000_000;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs the upload; returns 0 when the file arrived and memory grew by less than 64 MiB.</summary>
    public static async Task<int> RunAsync(string program, int megabytes, TextWriter output)
    {
        var findings = new Findings();
        await using var server = await EmulatorProcess.StartAsync(program, EmulatorProcess.FreePort(), "--previews", "off");
        using var client = new EmulatorClient(server.Address, "scopix_LargeUp10123456789abcdef", findings);
        await client.GetAsync("/api/v2/files"); // creates the tenant
        var block = TestContent.CreatePhoto("large.jpg", BlockBytes);
        var intent = (await client.PostAsync("/api/v2/files/direct-uploads", new
        {
            filename = "large.jpg",
            content_type = "image/jpeg",
            size_bytes = (long)BlockBytes * megabytes,
            claimed_file_hash = HashBlocks(block, megabytes),
            upload_mode = "single_shot",
        })).Json;

        var (before, most) = (ReadAnonymousMiB(server.Id), 0.0);
        var (clock, sending) = (Stopwatch.StartNew(), SendAsync(intent, block, megabytes));
        while (await Task.WhenAny(sending, Task.Delay(Interval)) != sending) most = Math.Max(most, ReadAnonymousMiB(server.Id));
        var (status, seconds) = (await sending, clock.Elapsed.TotalSeconds);
        var upload = intent.GetProperty("upload_id").GetString();
        var completed = await client.SendAsync(HttpMethod.Post, $"/api/v2/files/direct-uploads/{upload}/complete");
        most = Math.Max(most, ReadAnonymousMiB(server.Id));

        findings.Require(status == HttpStatusCode.OK, $"the PUT was answered with {status}");
        findings.Require(completed.Status == 202, $"the completion was answered with {completed.Status}: {completed.Text}");
        findings.Require(most - before < 64, "the memory budget of 64 MiB is exceeded");
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{megabytes} MB in {seconds:0.0} s, {megabytes / seconds:0} MB/s; anonymous memory {before:0.0} MiB before, "
            + $"at most {most:0.0} MiB during it: {most - before:0.0} MiB more"));
        foreach (var finding in findings.All) await output.WriteLineAsync("FOUND: " + finding);
        return findings.All.Count == 0 ? 0 : 1;
    }

    private static async Task<HttpStatusCode> SendAsync(JsonElement intent, byte[] block, int blocks)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(30) };
        using var request = new HttpRequestMessage(HttpMethod.Put, intent.GetProperty("presigned_url").GetString())
        {
            Content = new RepeatedContent(block, blocks),
        };
        foreach (var header in intent.GetProperty("headers").EnumerateObject())
            if (!request.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString()))
                request.Content.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }

    private static string HashBlocks(byte[] block, int blocks)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < blocks; i++) hash.AppendData(block);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static double ReadAnonymousMiB(int process) =>
        double.Parse(File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("RssAnon:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;

    /// <summary>The same bytes, as often as given.</summary>
    private sealed class RepeatedContent(byte[] block, int times) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var i = 0; i < times; i++) await stream.WriteAsync(block);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = (long)block.Length * times;
            return true;
        }
    }
}
