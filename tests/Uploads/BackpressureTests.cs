using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Uploads;

public sealed class BackpressureTests
{
    [Fact]
    public async Task An_upload_beyond_the_tier_s_concurrent_ones_returns_429_with_Retry_After_and_a_slot_is_free_again_afterwards()
    {
        await using var api = await TestApi.StartAsync(o => o with { Tier = Tier.Enterprise, EnforceLimits = true });
        var pending = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => api.StartPendingUploadAsync()));

        var (beyond, batch) = (await api.UploadAsync(Samples.Photo(), "a.jpg"), await api.UploadBatchAsync([(Samples.Photo(), "a.jpg")]));
        var other = await api.WithKey(TestApi.CreateKey(1)).UploadAsync(Samples.Photo(), "a.jpg");
        pending[0].Dispose();
        var after = await UploadUntilAcceptedAsync(api);

        (beyond.Status, beyond.Code, beyond.Header("Retry-After")).Should().Be((429, "MEMORY_LIMIT_EXCEEDED", "1"));
        (batch.Status, other.Status, after).Should().Be((429, 201, 201));
        foreach (var upload in pending) upload.Dispose();
    }

    [Fact]
    public async Task A_refused_upload_releases_its_slot()
    {
        await using var api = await TestApi.StartAsync(o => o with { Tier = Tier.Enterprise, EnforceLimits = true });
        for (var n = 0; n < 60; n++) await api.UploadAsync(Samples.File("hostile/script.sh"), "script.sh");

        var response = await api.UploadAsync(Samples.Photo(), "a.jpg");

        response.Status.Should().Be(201, response.Text);
    }

    [Fact]
    public async Task Without_enforced_limits_no_upload_is_refused()
    {
        await using var api = await TestApi.StartAsync(o => o with { Tier = Tier.Free });
        var pending = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => api.StartPendingUploadAsync()));

        var response = await api.UploadAsync(Samples.Photo(), "a.jpg");

        response.Status.Should().Be(201, response.Text);
        foreach (var upload in pending) upload.Dispose();
    }

    /// <summary>Repeats an upload until a slot is free, since the server notices a closed connection a little later.</summary>
    private static async Task<int> UploadUntilAcceptedAsync(TestApi api)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            var response = await api.UploadAsync(Samples.Photo(), "a.jpg");
            if (response.Status != 429) return response.Status;
            await Task.Delay(10);
        }

        return 429;
    }
}
