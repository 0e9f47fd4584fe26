using System.Diagnostics;
using FluentAssertions;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Storage;

/// <summary>These tests measure time or memory, so no other test runs at the same time.</summary>
[Collection(nameof(PerformanceTests))]
[CollectionDefinition(nameof(PerformanceTests), DisableParallelization = true)]
public sealed class PerformanceTests
{
    [Fact]
    public void Signing_three_hundred_URLs_takes_a_few_milliseconds()
    {
        var account = new StorageAccount("a11ce00000000001", "AKIA", "secret", () => DateTimeOffset.UnixEpoch);
        using var store = new EmbeddedStore();
        var key = "images/a11ce00000000001/" + new string('a', 64) + ".jpg";
        TimeSpan SignAll()
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < 300; i++) store.PresignGet(account, new Uri("http://127.0.0.1:8340"), key, TimeSpan.FromHours(1));
            return Stopwatch.GetElapsedTime(start);
        }

        var fastest = Enumerable.Range(0, 10).Min(_ => SignAll());

        fastest.Should().BeLessThan(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public async Task An_object_of_64_MiB_is_streamed_in_and_out_in_constant_memory()
    {
        await using var host = await StoreHost.StartAsync();
        const int size = 64 << 20;
        await host.PutAsync("warm up", "warm.bin");
        await (await host.GetAsync(host.Sign("warm.bin"))).Content.ReadAsByteArrayAsync();
        var before = GC.GetTotalAllocatedBytes(precise: true);

        using var staged = await host.Store.StageAsync(host.Alice, new ZeroStream(size), size, default);
        await host.Store.PublishAsync(host.Alice, staged, "big.mp4", default);
        var response = await host.GetAsync(host.Sign("big.mp4"));
        long read = 0;
        await using (var body = await response.Content.ReadAsStreamAsync())
        {
            var buffer = new byte[1 << 16];
            while (await body.ReadAsync(buffer) is > 0 and var count) read += count;
        }

        read.Should().Be(size);
        (GC.GetTotalAllocatedBytes(precise: true) - before).Should().BeLessThan(size / 4);
    }

    [Fact]
    public async Task A_PUT_of_256_MiB_is_stored_in_constant_memory()
    {
        await using var host = await StoreHost.StartAsync();
        const int size = 256 << 20;
        await host.UploadAsync(host.SignPut("staging/warm"), "warm up");
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var (idle, peak, done) = (GC.GetTotalMemory(forceFullCollection: true), 0L, false);
        var watching = Task.Run(async () =>
        {
            while (!done)
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
                await Task.Delay(5);
            }
        });

        var content = new StreamContent(new ZeroStream(size), 1 << 17);
        content.Headers.ContentLength = size;
        var response = await host.UploadAsync(host.SignPut("staging/big"), content, ("x-amz-content-sha256", "UNSIGNED-PAYLOAD"));
        done = true;
        await watching;
        using var adopted = await host.Store.StageUploadAsync(host.Alice, "staging/big", default);

        response.EnsureSuccessStatusCode();
        adopted!.SizeBytes.Should().Be(size);
        (GC.GetTotalAllocatedBytes(precise: true) - before).Should().BeLessThan(64 << 20);
        (peak - idle).Should().BeLessThan(64 << 20);
    }
}
