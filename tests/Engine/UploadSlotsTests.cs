using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Engine;

public sealed class UploadSlotsTests
{
    [Fact]
    public async Task An_upload_above_the_tiers_concurrency_limit_is_refused_until_another_ends()
    {
        await using var api = await TestApi.StartAsync(options => options with { Tier = Tier.Starter, EnforceLimits = true });
        var pausedUploads = await Task
            .WhenAll(Enumerable.Range(0, 20).Select(n => PausedUpload.BeginAsync(api, Samples.Note(n), "note.txt")));

        var refused = await api.UploadAsync(Samples.Note(20), "note.txt");
        var batch = await api.UploadBatchAsync([(Samples.Note(21), "note.txt")]);
        var otherTenantUpload = await api.WithKey(TestApi.CreateKey(1)).UploadAsync(Samples.Note(20), "note.txt");
        var first = await pausedUploads[0].FinishAsync();
        var accepted = await api.UploadAsync(Samples.Note(22), "note.txt");
        var others = await Task.WhenAll(pausedUploads.Select(upload => upload.FinishAsync()));

        refused.ShouldFail(429, "MEMORY_LIMIT_EXCEEDED");
        refused.GetHeaderNumber("Retry-After").Should().Be(1);
        batch.ShouldFail(429, "MEMORY_LIMIT_EXCEEDED");
        otherTenantUpload.Status.Should().Be(201);
        first.Status.Should().Be(201);
        accepted.Status.Should().Be(201);
        others.Should().OnlyContain(response => response.Status == 201);
    }

    [Fact]
    public async Task A_failed_upload_releases_its_slot()
    {
        await using var api = await TestApi.StartAsync(options => options with { Tier = Tier.Starter, EnforceLimits = true });
        var pausedUploads = await Task
            .WhenAll(Enumerable.Range(0, 19).Select(n => PausedUpload.BeginAsync(api, Samples.Note(n), "note.txt")));

        for (var n = 0; n < 4; n++) (await api.UploadAsync([], "empty.txt")).Status.Should().Be(400);
        var accepted = await api.UploadAsync(Samples.Note(20), "note.txt");
        await Task.WhenAll(pausedUploads.Select(upload => upload.FinishAsync()));

        accepted.Status.Should().Be(201);
    }

    [Fact]
    public async Task Without_enforced_limits_the_number_of_concurrent_uploads_is_unlimited()
    {
        await using var api = await TestApi.StartAsync(options => options with { Tier = Tier.Free });

        var pausedUploads = await Task
            .WhenAll(Enumerable.Range(0, 12).Select(n => PausedUpload.BeginAsync(api, Samples.Note(n), "note.txt")));
        var responses = await Task.WhenAll(pausedUploads.Select(upload => upload.FinishAsync()));

        responses.Should().OnlyContain(response => response.Status == 201);
    }
}
