using System.Diagnostics;
using System.Net;
using FluentAssertions;
using Xunit;
using static Scopix.Emulator.Tests.MultipartRequests;

namespace Scopix.Emulator.Tests.Uploads;

/// <summary>These tests measure the process's memory, so no other test runs at the same time.</summary>
[CollectionDefinition(nameof(UploadSizeTests), DisableParallelization = true)]
[Collection(nameof(UploadSizeTests))]
public sealed class UploadSizeTests
{
    private const long Limit = 100 * 1024 * 1024;

    [Theory]
    [InlineData(Limit, false, 201)]
    [InlineData(Limit, true, 201)]
    [InlineData(Limit + 1, false, 413)]
    [InlineData(Limit + 1, true, 413)]
    public async Task One_hundred_megabytes_are_accepted_and_one_more_byte_is_refused_in_constant_memory(
        long size, bool chunked, int status)
    {
        using var data = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Data = data.Location });
        await api.UploadAndGetIdAsync(Samples.Note(), "warm-up.txt");
        using var memory = new MemoryWatch();

        var response = await api.SendAsync(HttpMethod.Post, UploadPath, new LargePhoto(size, chunked));

        memory.PeakGrowth().Should().BeLessThan(64 << 20);
        response.Status.Should().Be(status, response.Text);
        if (status == 413) response["suggestion"].GetProperty("endpoint").GetString().Should().Be("/api/v2/files/direct-uploads");
        data.ListObjects().Should().HaveCount(status == 413 ? 3 : 4, "a note, its text and its page are there, and what was taken");
        (await api.GetMonthlyUsageAsync()).Should().Be(status == 413 ? 1 : 2);
    }

    [Fact]
    public async Task A_length_far_beyond_the_limit_is_refused_before_the_body_is_requested()
    {
        await using var api = await TestApi.StartAsync();

        var first = await api.PostHeadAsync(3L << 30, JoinLines("Expect: 100-continue"));
        var batch = await api.PostHeadAsync(3L << 30, JoinLines("Expect: 100-continue"), UploadPath + "/batch");
        var fitting = await api.PostHeadAsync(1000, JoinLines("Expect: 100-continue"));

        first.Should().StartWith("HTTP/1.1 413");
        batch.Should().StartWith("HTTP/1.1 413");
        fitting.Should().StartWith("HTTP/1.1 100");
    }

    [Theory]
    [InlineData(UploadPath, "HTTP/1.1 413")]
    [InlineData("/api/v2/nowhere", "HTTP/1.1 404")]
    [InlineData("/api/v1/beta/files", "HTTP/1.1 401")]
    [InlineData("/_s3/scopix-uploads/x", "HTTP/1.1 4")]
    public async Task A_refusal_closes_a_connection_whose_body_was_not_sent(string path, string status)
    {
        await using var api = await TestApi.StartAsync();

        var head = await api.PostExpectingContinueAsync(3L << 30, path);

        head[0].Should().StartWith(status);
        head.Should().Contain("Connection: close", "the next request would be taken for the body that never came");
    }

    [Fact]
    public async Task A_client_that_sends_a_body_over_the_limit_can_read_the_refusal()
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.SendAsync(HttpMethod.Post, UploadPath, new LargePhoto(2 * Limit, chunked: false));

        response.Status.Should().Be(413);
        response.Field.Should().Be("file");
    }

    [Fact]
    public async Task A_file_too_large_among_small_ones_is_rejected_alone()
    {
        using var data = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Data = data.Location });

        var response = await api
            .SendAsync(HttpMethod.Post, UploadPath + "/batch", new LargePhoto(Limit + 1, chunked: true, before: true, after: true));

        response.Status.Should().Be(201, response.Text);
        (response.Json.Text("status"), response.Json.Number("accepted_files"), response.Json.Number("rejected_files")).Should()
            .Be(("partial", 2, 1));
        var rejection = response.Items("rejections").Single();
        (rejection.Text("filename"), rejection.Number("index"), rejection.GetProperty("retryable").GetBoolean()).Should()
            .Be(("large.jpg", 1, false));
        response["suggestion"].GetProperty("endpoint").GetString().Should().Be("/api/v2/files/direct-uploads");
        response.Items("immediate_results").Select(item => item.Text("status")).Should().Equal("completed", "failed", "completed");
        (await api.ListFilesAsync())["total_count"].GetInt32().Should().Be(2);
        data.ListObjects().Should().HaveCount(6, "two notes, their texts and their pages");
    }

    /// <summary>A photo followed by zeros, generated while it is sent; in a batch it is between notes.</summary>
    private sealed class LargePhoto : HttpContent
    {
        private readonly byte[] _before, _photo, _after;
        private readonly long _size;
        private readonly bool _chunked;

        public LargePhoto(long size, bool chunked, bool before = false, bool after = false)
        {
            (_size, _chunked, _photo) = (size, chunked, Samples.File("photo.jpg"));
            var name = before || after ? "files" : "file";
            _before = Concatenate(before ? CreateNotePart(name, 1) : "",
                JoinLines("--BOUNDARY", $"Content-Disposition: form-data; name={name}; filename=large.jpg", ""));
            _after = Concatenate("\r\n", after ? CreateNotePart(name, 2) : "", JoinLines("--BOUNDARY--"));
            Headers.TryAddWithoutValidation("Content-Type", MultipartRequests.ContentType);
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_before);
            await stream.WriteAsync(_photo);
            var zeros = new byte[64 * 1024];
            for (var left = _size - _photo.Length; left > 0; left -= zeros.Length)
                await stream.WriteAsync(zeros.AsMemory(0, (int)Math.Min(left, zeros.Length)));
            await stream.WriteAsync(_after);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _before.Length + _size + _after.Length;
            return !_chunked;
        }

        private static string CreateNotePart(string name, int n) =>
            JoinLines("--BOUNDARY", $"Content-Disposition: form-data; name={name}; filename={n}.txt", "", $"Note {n}");
    }

    /// <summary>Samples the process's memory while it exists.</summary>
    private sealed class MemoryWatch : IDisposable
    {
        private readonly Timer _timer;
        private readonly long _idle;
        private long _peak;

        public MemoryWatch()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            (_idle, _timer) = (GetResidentBytes(), new Timer(_ => Sample(), null, 0, 20));
        }

        public long PeakGrowth()
        {
            Sample();
            return _peak - _idle;
        }

        public void Dispose() => _timer.Dispose();

        private void Sample() => _peak = Math.Max(_peak, GetResidentBytes());

        private static long GetResidentBytes()
        {
            using var self = Process.GetCurrentProcess();
            return self.WorkingSet64;
        }
    }
}
