using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.DirectUploads;

/// <summary>Runs without parallel tests, since it measures the memory of the process.</summary>
[CollectionDefinition(nameof(ManyPartsTests), DisableParallelization = true)]
[Collection(nameof(ManyPartsTests))]
public sealed class ManyPartsTests
{
    private const int Parts = 30;

    [Fact]
    public async Task Thirty_parts_uploaded_in_parallel_need_constant_memory()
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "warm-up.jpg");
        var hash = Hash();
        var upload = await api
            .CreateIntentAsync(
                DirectUploadRequests.CreateMultipartIntentBody([], ("size_bytes", (long)Parts * DirectUploadRequests.MinimumPartSize),
                    ("claimed_file_hash", hash)));
        GC.Collect();
        var (idle, peak) = (Resident(), 0L);
        using var watch = new Timer(_ => peak = Math.Max(peak, Resident()), null, 0, 20);

        await Parallel
            .ForEachAsync(Enumerable.Range(1, Parts).Reverse(), new ParallelOptions { MaxDegreeOfParallelism = 8 },
                async (part, _) => await SendAsync(api, upload, part));
        var state = (await api.GetIntentAsync(upload)).Json;
        var response = await api.CompleteAsync(upload);

        (peak - idle).Should().BeLessThan(64 << 20);
        (state.Text("status"), state.Number("parts_confirmed")).Should().Be(("UPLOADED", Parts));
        response.Status.Should().Be(202, response.Text);
        (await api.GetFileAsync(response.Json.Text("file_id")!)).Json.Text("hash").Should().Be(hash);
    }

    private static async Task SendAsync(TestApi api, JsonElement upload, int part)
    {
        var put = await DirectUploadRequests
            .SendToStorageAsync(HttpMethod.Put, DirectUploadRequests.GetPartUrl(upload, part), new PartContent(part));
        (await api.ConfirmPartAsync(upload, part, put.Header("ETag")!, DirectUploadRequests.MinimumPartSize)).Status.Should().Be(200);
    }

    private static string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var part = 1; part <= Parts; part++)
            foreach (var chunk in Chunks(part)) hash.AppendData(chunk);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>
    /// Creates a part in chunks of 64 KiB, each with the part number in its last byte; the first part begins with a photo.
    /// </summary>
    private static IEnumerable<byte[]> Chunks(int part)
    {
        var chunk = new byte[64 * 1024];
        chunk[^1] = (byte)part;
        var first = chunk.ToArray();
        if (part == 1) Samples.Photo().AsSpan(0, Math.Min(Samples.Photo().Length, chunk.Length - 1)).CopyTo(first);
        yield return first;
        for (var at = chunk.Length; at < DirectUploadRequests.MinimumPartSize; at += chunk.Length) yield return chunk;
    }

    private static long Resident()
    {
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }

    /// <summary>A part that is generated while it is sent.</summary>
    private sealed class PartContent(int part) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            foreach (var chunk in Chunks(part)) await stream.WriteAsync(chunk);
        }

        protected override bool TryComputeLength(out long length) => (length = DirectUploadRequests.MinimumPartSize) > 0;
    }
}
