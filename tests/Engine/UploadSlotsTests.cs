using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Engine;

public sealed class UploadSlotsTests
{
    [Fact]
    public async Task One_upload_more_at_once_than_the_tier_allows_is_refused_until_one_ends()
    {
        await using var api = await TestApi.StartAsync(options => options with { Tier = Tier.Starter, EnforceLimits = true });
        var held = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => PausedUpload.BeginAsync(api, Samples.Note(n), "note.txt")));

        var refused = await api.UploadAsync(Samples.Note(20), "note.txt");
        var batch = await api.UploadBatchAsync([(Samples.Note(21), "note.txt")]);
        var elsewhere = await api.WithKey(TestApi.CreateKey(1)).UploadAsync(Samples.Note(20), "note.txt");
        var first = await held[0].FinishAsync();
        var taken = await api.UploadAsync(Samples.Note(22), "note.txt");
        var others = await Task.WhenAll(held.Select(upload => upload.FinishAsync()));

        refused.ShouldFail(429, "MEMORY_LIMIT_EXCEEDED");
        refused.GetHeaderNumber("Retry-After").Should().Be(1);
        batch.ShouldFail(429, "MEMORY_LIMIT_EXCEEDED");
        elsewhere.Status.Should().Be(201);
        first.Status.Should().Be(201);
        taken.Status.Should().Be(201);
        others.Should().OnlyContain(reply => reply.Status == 201);
    }

    [Fact]
    public async Task An_upload_that_fails_gives_its_slot_back()
    {
        await using var api = await TestApi.StartAsync(options => options with { Tier = Tier.Starter, EnforceLimits = true });
        var held = await Task.WhenAll(Enumerable.Range(0, 19).Select(n => PausedUpload.BeginAsync(api, Samples.Note(n), "note.txt")));

        for (var n = 0; n < 4; n++) (await api.UploadAsync([], "empty.txt")).Status.Should().Be(400);
        var taken = await api.UploadAsync(Samples.Note(20), "note.txt");
        await Task.WhenAll(held.Select(upload => upload.FinishAsync()));

        taken.Status.Should().Be(201);
    }

    [Fact]
    public async Task Without_enforced_limits_any_number_of_uploads_runs_at_once()
    {
        await using var api = await TestApi.StartAsync(options => options with { Tier = Tier.Free });

        var held = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => PausedUpload.BeginAsync(api, Samples.Note(n), "note.txt")));
        var replies = await Task.WhenAll(held.Select(upload => upload.FinishAsync()));

        replies.Should().OnlyContain(reply => reply.Status == 201);
    }
}
