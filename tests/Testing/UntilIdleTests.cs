using FluentAssertions;
using Scopix.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Testing;

/// <summary>A test that waits until its tenant processes nothing.</summary>
public sealed class UntilIdleTests
{
    private static readonly string Photo = Path.Combine(AppContext.BaseDirectory, "media", "photo.jpg");

    [Fact]
    public async Task A_tenant_is_idle_when_all_stages_have_ended()
    {
        await using var scopix = await ScopixEmulator.StartInMemoryAsync();
        var tenant = scopix.NewTenant();

        await tenant.UntilIdleAsync(TimeSpan.Zero);
        var upload = await tenant.UploadAsync(Photo, new UploadOptions { Title = "North face" });
        await tenant.UploadAsync(UploadSource.FromBytes("Valve 7 leaks."u8.ToArray(), "leak.txt"));
        await tenant.UntilIdleAsync();

        using var client = tenant.CreateScopixClient();
        var file = await client.Files.GetAsync(upload.ImageId);
        (file.Filename, file.DescriptionStatus?.Value).Should().Be(("photo.jpg", StageStatuses.Completed));
        (await tenant.Requests.ListAsync(Operations.Files.Upload)).TotalCount.Should().Be(2);
        (await tenant.Requests.ListAsync(Operations.Files.List)).TotalCount.Should().Be(0, "the wait sends no requests");
    }

    [Fact]
    public async Task A_stage_that_is_held_is_named_when_the_limit_is_over()
    {
        await using var scopix = await ScopixEmulator.StartInMemoryAsync();
        await scopix.Faults.AddAsync(new Fault { Stage = StageNames.Description, Hold = true });
        var held = await scopix.UploadAsync(Photo);

        var error = (await FluentActions.Awaiting(() => scopix.UntilIdleAsync(TimeSpan.FromSeconds(1.5))).Should()
            .ThrowAsync<NotIdleException>()).Which;
        var idle = scopix.UntilIdleAsync();
        await scopix.Stages.CompleteAsync(held.ImageId, StageNames.Description);
        await idle;

        error.Message.Should().Be("Not finished: photo.jpg (description is held). The limit of 1.5 s is over.");
        error.Unfinished.Should().Equal("photo.jpg (description is held)");
    }

    [Fact]
    public async Task A_frozen_clock_is_named_at_once()
    {
        await using var scopix = await ScopixEmulator.StartInMemoryAsync();
        await scopix.Faults.AddAsync(new Fault { Stage = StageNames.Description, Stall = true });
        await using (await scopix.Clock.FreezeAsync())
        {
            await scopix.UntilIdleAsync();
            for (var i = 0; i < 5; i++) await scopix.UploadAsync(UploadSource.FromBytes(Samples.Photo(i), $"{i}.jpg"));

            var frozen = await FluentActions.Awaiting(() => scopix.UntilIdleAsync()).Should().ThrowAsync<NotIdleException>();
            await scopix.Clock.AdvanceAsync(TimeSpan.FromMinutes(1)); // the others end
            var stalled = await FluentActions.Awaiting(() => scopix.UntilIdleAsync()).Should().ThrowAsync<NotIdleException>();

            frozen.WithMessage(
                "Not finished: 0.jpg (variants is *, description is *), 1.jpg * and 2 more. The clock is frozen: advance it*");
            stalled.WithMessage("Not finished: 0.jpg (description is stalled). The clock is frozen: *");
        }
    }

    [Fact]
    public async Task An_export_of_the_history_is_waited_for()
    {
        await using var scopix = await ScopixEmulator.StartInMemoryAsync();
        using var client = scopix.CreateScopixClient();
        await using (await scopix.Clock.FreezeAsync())
        {
            await client.Data.ExportAsync(new DataExportRequest());

            (await FluentActions.Awaiting(() => scopix.UntilIdleAsync()).Should().ThrowAsync<NotIdleException>())
                .WithMessage("Not finished: export * (export is *). The clock is frozen*");
        }
        await scopix.UntilIdleAsync();
    }

    [Fact]
    public async Task An_upload_that_is_refused_is_sent_once()
    {
        await using var scopix = await ScopixEmulator.StartInMemoryAsync();
        await scopix.Faults.AddAsync(new Fault { Operation = Operations.Files.Upload, Status = 503 });

        await FluentActions.Awaiting(() => scopix.UploadAsync(Photo)).Should().ThrowAsync<ScopixException>();

        await scopix.Requests.VerifyAsync(Operations.Files.Upload, times: 1);
    }
}
