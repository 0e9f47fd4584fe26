using FluentAssertions;
using Scopix.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Client;

/// <summary>Runs without parallel tests, since it measures the memory of the process.</summary>
[CollectionDefinition(nameof(ClientMemoryTests), DisableParallelization = true)]
[Collection(nameof(ClientMemoryTests))]
public sealed class ClientMemoryTests
{
    private const int MB = 1024 * 1024;

    private static readonly UploadOptions MultipartOptions = new() { Mode = UploadMode.Multipart, PartSizeBytes = 5 * MB };

    [Fact]
    public async Task Memory_does_not_grow_with_the_file_size()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using (var sparse = File.Create(path)) sparse.SetLength(200L * MB);
        using var storage = new DiscardingHandler();
        using var client =
            new ScopixClient(new ScopixClientOptions { ApiKey = EmulatorOptions.DefaultApiKey, HttpMessageHandler = storage });
        await client.Files.UploadAsync(UploadSource.FromFile(path, "sparse.txt"), MultipartOptions);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await client.Files.UploadAsync(UploadSource.FromFile(path, "sparse.txt"), MultipartOptions);

        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        File.Delete(path);
        storage.Received.Should().Be(2 * 200L * MB);
        allocated.Should().BeLessThan(20L * MB);
    }

    /// <summary>An in-memory service that reads and discards request bodies.</summary>
    private sealed class DiscardingHandler : HttpMessageHandler
    {
        private long _received;

        public long Received => _received;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Put)
            {
                await request.Content!.CopyToAsync(new CountingStream(this), cancellationToken);
                var stored = StubHttpHandler.CreateJsonResponse("");
                stored.Headers.TryAddWithoutValidation("ETag", "\"e\"");
                return stored;
            }
            return StubHttpHandler.CreateJsonResponse(request.RequestUri!.AbsolutePath.Split('/')[^1] switch
            {
                "direct-uploads" => """{"upload_id":"u","upload_mode":"multipart","part_size_bytes":5242880,"total_parts":40}""",
                "retry" => """{"url":"https://storage.example/part"}""",
                "complete" => """{"file_id":"f","filename":"sparse.txt","status":"processing"}""",
                _ => "{}",
            });
        }

        private sealed class CountingStream(DiscardingHandler handler) : MemoryStream
        {
            public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
            {
                Interlocked.Add(ref handler._received, buffer.Length);
                return ValueTask.CompletedTask;
            }
        }
    }
}
