using FluentAssertions;
using Scopix.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Client;

/// <summary>Uploads in parts: in parallel, failing, cancelled and resumed.</summary>
public sealed class MultipartUploadTests
{
    private const int MB = 1024 * 1024;

    private static readonly UploadOptions MultipartOptions = new() { Mode = UploadMode.Multipart, PartSizeBytes = 5 * MB };

    [Theory]
    [InlineData("status")]
    [InlineData("reset")]
    [InlineData("damage")]
    public async Task Twenty_megabytes_are_uploaded_in_parallel_parts_and_a_failed_part_is_retried(string fault)
    {
        await using var api = await TestApi.StartAsync();
        await api.AddFaultAsync(fault switch
        {
            "status" => new { storage = "put_part", status = 503, nth = 2 },
            "reset" => new { storage = "put_part", reset = true, nth = 2 },
            _ => (object)new { storage = "put_part", status = 400, code = "BadDigest", nth = 2 },
        });
        using var recorder = new RecordingHandler();
        using var client = api.CreateScopixClient(recorder);
        var (bytes, seen) = (UploadTests.CreateMovie(20 * MB), new RecordedProgress());

        var result = await client.Files.UploadAsync(bytes, "long.mp4", MultipartOptions with { Progress = seen });

        (await api.DownloadAsync(result.ImageId)).ShouldEqualBytes(bytes);
        recorder.Operations.Count(operation => operation == "direct_uploads.retry_part").Should().Be(1);
        recorder.Operations.Count(operation => operation == "direct_uploads.confirm_part").Should().Be(4);
        (seen.Last.Phase, seen.Last.BytesSent, seen.Last.PartsConfirmed, seen.Last.TotalParts).Should()
            .Be((UploadPhase.Done, 20L * MB, 4, 4));
        seen.All.Should().OnlyContain(step => step.BytesSent >= 0 && step.BytesSent <= 20 * MB);
        seen.Phases.Should()
            .Equal(UploadPhase.Hashing, UploadPhase.Starting, UploadPhase.Uploading, UploadPhase.Completing, UploadPhase.Done);
    }

    [Fact]
    public async Task Parts_are_uploaded_in_parallel_up_to_the_configured_parallelism()
    {
        await using var api = await TestApi.StartAsync();
        using var counter = new ConcurrencyHandler();
        using var client = api.CreateScopixClient(counter);

        await client.Files.UploadAsync(UploadTests.CreateMovie(30 * MB), "long.mp4", MultipartOptions with { Parallelism = 3 });

        counter.Peak.Should().Be(3);
    }

    [Fact]
    public async Task A_part_that_always_fails_fails_the_upload_and_aborts_the_intent()
    {
        await using var api = await TestApi.StartAsync();
        await api.AddFaultAsync(new { storage = "put_part", status = 503, times = 1000 });
        using var client = api.CreateScopixClient();

        var upload = () => client.Files.UploadAsync(UploadTests.CreateMovie(11 * MB), "long.mp4", MultipartOptions);

        var failed = (await upload.Should().ThrowAsync<UploadException>()).Which;
        (failed.Phase, failed.Checkpoint).Should().Be((UploadPhase.Uploading, null));
        failed.InnerException.Should().BeOfType<StorageException>();
        failed.ToString().Should().NotContain("X-Amz-Signature");
        (await client.DirectUploads.GetAsync(failed.UploadId!)).Status.Should().Be(DirectUploadStatus.Failed);
    }

    [Fact]
    public async Task Cancelling_an_upload_aborts_the_intent()
    {
        await using var api = await TestApi.StartAsync();
        using var stop = new CancellationTokenSource();
        using var recorder = new RecordingHandler();
        using var client = api.CreateScopixClient(recorder);
        var seen = new RecordedProgress { OnReport = step => { if (step.BytesSent > 6 * MB) stop.Cancel(); } };

        var upload = () =>
            client.Files.UploadAsync(UploadTests.CreateMovie(20 * MB), "long.mp4",
                MultipartOptions with { Progress = seen, Parallelism = 1 }, stop.Token);

        await upload.Should().ThrowAsync<OperationCanceledException>();
        var abort = recorder.Requests.Single(sent => sent.Operation == "direct_uploads.abort");
        abort.Status.Should().Be(200);
        abort.Url.Query.Should().Contain("Cancelled");
        (await client.DirectUploads.GetAsync(abort.Url.Segments[^1])).Status.Should().Be(DirectUploadStatus.Failed);
    }

    [Fact]
    public async Task A_kept_upload_is_resumed_after_the_last_confirmed_part()
    {
        await using var api = await TestApi.StartAsync();
        var bytes = UploadTests.CreateMovie(20 * MB);
        await api.AddFaultAsync(new { storage = "put_part", status = 503, nth = 3, times = 1000 });
        using var client = api.CreateScopixClient();
        var first = () => client.Files.UploadAsync(bytes, "long.mp4", MultipartOptions with { KeepOnFailure = true, Parallelism = 1 });
        var kept = (await first.Should().ThrowAsync<UploadException>()).Which.Checkpoint!;
        await api.DeleteAsync("/_emulator/faults");
        using var recorder = new RecordingHandler();
        using var later = api.CreateScopixClient(recorder);

        var result = await later.Files.UploadAsync(bytes, "long.mp4", new UploadOptions { Resume = kept });

        kept.ConfirmedParts.Should().Equal(1, 2);
        (await api.DownloadAsync(result.ImageId)).ShouldEqualBytes(bytes);
        recorder.Operations.Should().NotContain("direct_uploads.create");
        recorder.Requests.Count(sent => sent.Method == "PUT").Should().Be(2);
    }

    [Fact]
    public async Task Bytes_that_change_during_the_upload_are_a_conflict_and_create_no_file()
    {
        await using var api = await TestApi.StartAsync();
        using var client = api.CreateScopixClient();
        var bytes = UploadTests.CreateMovie(6 * MB);
        var seen = new RecordedProgress { OnReport = step => { if (step.Phase == UploadPhase.Starting) bytes[100] = 1; } };

        var upload = () => client.Files.UploadAsync(bytes, "long.mp4", MultipartOptions with { Progress = seen });

        var failed = (await upload.Should().ThrowAsync<UploadException>()).Which;
        (failed.Phase, failed.InnerException is ConflictException).Should().Be((UploadPhase.Completing, true));
        (await api.ListFilesAsync())["total_count"].GetInt32().Should().Be(0);
    }

    /// <summary>Counts concurrent PUTs and delays each of them.</summary>
    private sealed class ConcurrencyHandler() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        private int _current, _peak;

        public int Peak => _peak;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method != HttpMethod.Put) return await base.SendAsync(request, cancellationToken);
            InterlockedMax(ref _peak, Interlocked.Increment(ref _current));
            await Task.Delay(200, cancellationToken);
            var response = await base.SendAsync(request, cancellationToken);
            Interlocked.Decrement(ref _current);
            return response;
        }

        private static void InterlockedMax(ref int maximum, int value)
        {
            for (int seen; value > (seen = maximum);) Interlocked.CompareExchange(ref maximum, value, seen);
        }
    }
}
