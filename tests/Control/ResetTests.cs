using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Control;

public sealed class ResetTests
{
    [Fact]
    public async Task A_reset_with_a_key_resets_only_that_tenant()
    {
        await using var api = await TestApi.StartAsync();
        var other = api.WithKey(TestApi.CreateKey(1));
        var (mine, theirs) =
            (await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg"), await other.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg"));
        var url = (await api.GetAsync($"/api/v2/files/{mine}/download")).Header("Location")!;

        var reset = await api.PostAsync("/_emulator/reset");

        reset.Text.Should().Be("""{"tenants":1}""");
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(0);
        (await api.GetAsync($"/api/v2/files/{mine}")).ShouldFail(404, "HTTP_404");
        (await api.WithKey(null).GetAsync(url)).Status.Should().Be(404);
        (await other.GetAsync($"/api/v2/files/{theirs}")).Status.Should().Be(200);
        (await DownloadAsync(other, theirs)).Bytes.Should().Equal(Samples.Photo());
    }

    [Fact]
    public async Task A_reset_without_a_key_resets_every_tenant_and_every_clock()
    {
        await using var api = await TestApi.StartAsync();
        TestApi[] tenants = [api, api.WithKey(TestApi.CreateKey(1)), api.WithKey(TestApi.CreateKey(2))];
        await api.WithKey(null).FreezeAsync("2026-03-01T12:00:00Z");
        foreach (var tenant in tenants) await tenant.UploadBatchAsync([(Samples.Note(), "note.txt")], "tags=a");

        var reset = await api.WithKey(null).PostAsync("/_emulator/reset");

        reset["tenants"].GetInt32().Should().Be(3);
        foreach (var tenant in tenants)
        {
            (await tenant.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(0);
            (await tenant.GetAsync("/api/v2/files/sessions"))["total_count"].GetInt32().Should().Be(0);
            (await tenant.GetAsync("/api/v2/files/quota-check?file_count=1"))["current_usage"].GetInt32().Should().Be(0);
            (await tenant.GetAsync("/_emulator/clock"))["shift_seconds"].GetDouble().Should().Be(0);
        }
        (await api.WithKey(null).GetAsync("/_emulator/info"))["files"].GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task A_reset_tenant_returns_to_the_shared_clock()
    {
        await using var api = await TestApi.StartAsync();
        await api.WithKey(null).FreezeAsync("2026-03-01T12:00:00Z");
        await api.AdvanceAsync(TimeSpan.FromDays(1));

        await api.PostAsync("/_emulator/reset");

        (await api.GetAsync("/_emulator/clock"))["now"].GetString().Should().Be("2026-03-01T12:00:00Z");
    }

    [Fact]
    public async Task After_a_reset_the_same_requests_get_the_same_responses()
    {
        await using var api = await TestApi.StartAsync();

        var answers = new List<string[]>();
        for (var n = 0; n < 2; n++)
        {
            await api.PostAsync("/_emulator/reset");
            await api.FreezeAsync("2026-03-01T12:00:00Z");
            var (upload, list) = (await api.UploadAsync(Samples.Photo(), "photo.jpg"), await api.GetAsync("/api/v2/files"));
            answers.Add([upload.Text, list.Text, (await api.GetAsync("/api/v2/nothing")).Text]);
        }

        answers[1].Should().Equal(answers[0]);
    }

    [Fact]
    public async Task A_reset_keeps_the_key_and_clears_the_rate_limit_window()
    {
        await using var api = await TestApi.StartAsync(options => options with { Auth = AuthMode.Strict, EnforceLimits = true });
        var tenant = api.WithKey(TestApi.CreateKey(1));
        await api.WithKey(null).FreezeAsync("2026-03-01T12:00:00Z");
        await api.PostAsync("/_emulator/keys", new { key = TestApi.CreateKey(1), tier = "FREE" });
        for (var n = 0; n < 11; n++) await tenant.GetAsync("/api/v2/files");
        var exhausted = await tenant.GetAsync("/api/v2/files");

        await tenant.PostAsync("/_emulator/reset");

        exhausted.Status.Should().Be(429);
        (await tenant.GetAsync("/api/v2/files")).GetHeaderNumber("X-RateLimit-Remaining").Should().Be(9);
    }

    [Theory]
    [InlineData("/api/v2/files/upload", "file")]
    [InlineData("/api/v2/files/upload/batch", "files")]
    public async Task An_upload_overtaken_by_a_reset_is_refused_and_stores_nothing(string route, string part)
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.StartAsync(options => options with { Data = folder.Location });
        var pausedUpload = await PausedUpload.BeginAsync(api, Samples.Note(), "note.txt", route, part);

        await api.PostAsync("/_emulator/reset");
        var overtaken = await pausedUpload.FinishAsync();
        var files = await api.GetAsync("/api/v2/files");

        overtaken.ShouldFail(409, "HTTP_409");
        files["total_count"].GetInt32().Should().Be(0);
        folder.ListObjects().Should().BeEmpty();
        (await api.UploadAsync(Samples.Note(), "note.txt")).Status.Should().Be(201);
    }

    [Fact]
    public async Task Resets_during_uploads_leave_no_file_without_bytes_and_no_bytes_without_a_file()
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.StartAsync(options => options with { Data = folder.Location });

        var uploads = Enumerable.Range(0, 60).Select(async n =>
        {
            if (n % 10 == 9) await api.PostAsync("/_emulator/reset");
            return await api.UploadAsync(Samples.Note(n % 5), "note.txt");
        });
        var responses = await Task.WhenAll(uploads);
        var files = (await api.GetAsync("/api/v2/files?limit=100"))["items"].EnumerateArray().ToArray();

        responses.Should().OnlyContain(response => response.Status == 201 || response.Status == 409);
        foreach (var file in files) (await DownloadAsync(api, file.GetProperty("id").GetString()!)).Status.Should().Be(200);
        var kept = files.Select(file => file.GetProperty("id").GetString()!).ToArray();
        var hashes = (await Task.WhenAll(kept.Select(id => api.GetAsync($"/api/v2/files/{id}"))))
            .Select(details => details["hash"].GetString()).Distinct();
        folder.ListObjects().Where(path => path.Contains("documents", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension)
            .Should().BeEquivalentTo(hashes);
    }

    private static async Task<TestResponse> DownloadAsync(TestApi api, string id) =>
        await api.WithKey(null).GetAsync((await api.GetAsync($"/api/v2/files/{id}/download")).Header("Location")!);
}
