using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Uploads;

public sealed class BackpressureTests
{
    [Fact]
    public async Task One_upload_more_than_the_tier_s_at_once_is_told_to_come_back_and_a_slot_is_free_again_afterwards()
    {
        await using var api = await TestApi.StartAsync(o => o with { Tier = Tier.Enterprise, EnforceLimits = true });
        var held = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => api.StartPendingUploadAsync()));

        var (beyond, batch) = (await api.UploadAsync(Samples.Photo(), "a.jpg"), await api.UploadBatchAsync([(Samples.Photo(), "a.jpg")]));
        var other = await api.WithKey(TestApi.CreateKey(1)).UploadAsync(Samples.Photo(), "a.jpg");
        held[0].Dispose();
        var after = await UploadUntilAcceptedAsync(api);

        (beyond.Status, beyond.Code, beyond.Header("Retry-After")).Should().Be((429, "MEMORY_LIMIT_EXCEEDED", "1"));
        (batch.Status, other.Status, after).Should().Be((429, 201, 201));
        foreach (var upload in held) upload.Dispose();
    }

    [Fact]
    public async Task A_refused_upload_gives_its_slot_back()
    {
        await using var api = await TestApi.StartAsync(o => o with { Tier = Tier.Enterprise, EnforceLimits = true });
        for (var n = 0; n < 60; n++) await api.UploadAsync(Samples.File("hostile/script.sh"), "script.sh");

        var reply = await api.UploadAsync(Samples.Photo(), "a.jpg");

        reply.Status.Should().Be(201, reply.Text);
    }

    [Fact]
    public async Task Without_enforced_limits_no_upload_is_refused()
    {
        await using var api = await TestApi.StartAsync(o => o with { Tier = Tier.Free });
        var held = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => api.StartPendingUploadAsync()));

        var reply = await api.UploadAsync(Samples.Photo(), "a.jpg");

        reply.Status.Should().Be(201, reply.Text);
        foreach (var upload in held) upload.Dispose();
    }

    /// <summary>The status of an upload once a slot is free: the server notices a closed connection a little later.</summary>
    private static async Task<int> UploadUntilAcceptedAsync(TestApi api)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            var reply = await api.UploadAsync(Samples.Photo(), "a.jpg");
            if (reply.Status != 429) return reply.Status;
            await Task.Delay(10);
        }

        return 429;
    }
}
