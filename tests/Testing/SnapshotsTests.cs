using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Testing;

/// <summary>Snapshots of a tenant in the public API.</summary>
public sealed class SnapshotsTests
{
    [Fact]
    public async Task The_state_of_a_tenant_is_saved_compared_and_restored()
    {
        await using var scopix = await StartAsync();
        using var http = scopix.CreateClient();
        var start = (await scopix.Clock.FreezeAsync(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))).At;
        await http.UploadAndGetIdAsync(Samples.Photo(1), "one.jpg");

        var saved = await scopix.Snapshots.SaveAsync("before");
        await scopix.Clock.AdvanceAsync(TimeSpan.FromDays(1));
        var added = await http.UploadAndGetIdAsync(Samples.Photo(2), "two.jpg");
        var diff = await scopix.Snapshots.DiffAsync("before");
        await scopix.Snapshots.RestoreAsync("before");

        (saved.Name, saved.CreatedAt, saved.Files).Should().Be(("before", start, 1));
        diff.Same.Should().BeFalse();
        diff.Kinds.SelectMany(kind => kind.Added).Select(item => item.Id).Should().Contain(added);
        (await http.GetJsonAsync("files"))["total_count"]!.GetValue<int>().Should().Be(1);
        (await scopix.Clock.GetNowAsync()).Should().Be(start);
        (await scopix.Snapshots.DiffAsync("before")).Same.Should().BeTrue();
    }

    [Fact]
    public async Task A_snapshot_is_branched_into_another_tenant_and_exported_to_a_file()
    {
        await using var scopix = await StartAsync();
        var (tenant, branch, importer) = (scopix.NewTenant(), scopix.NewTenant(), scopix.NewTenant());
        using (var http = tenant.CreateClient()) await http.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        await tenant.Snapshots.SaveAsync("start");

        await tenant.Snapshots.BranchAsync("start", branch);
        using var file = new MemoryStream();
        await tenant.Snapshots.ExportAsync("start", file);
        file.Position = 0;
        await importer.Snapshots.ImportAsync("brought", file);
        await importer.Snapshots.RestoreAsync("brought");

        (await branch.CreateClient().GetJsonAsync("files"))["total_count"]!.GetValue<int>().Should().Be(1);
        (await importer.CreateClient().GetJsonAsync("files"))["total_count"]!.GetValue<int>().Should().Be(1);
        await FluentActions.Awaiting(() => tenant.Snapshots.ExportAsync("nowhere", file)).Should().ThrowAsync<EmulatorException>()
            .WithMessage("*404*");
    }

    [Fact]
    public async Task Snapshots_are_listed_and_deleted()
    {
        await using var scopix = await StartAsync();
        foreach (var name in (string[])["a", "b", "c"]) await scopix.Snapshots.SaveAsync(name);

        await scopix.Snapshots.DeleteAsync("a");

        (await scopix.Snapshots.ListAsync()).Select(snapshot => snapshot.Name).Should().Equal("b", "c");
        (await scopix.Snapshots.ClearAsync()).Should().Be(2);
    }

    private static Task<ScopixEmulator> StartAsync() =>
        ScopixEmulator.StartAsync(options => options with { Pipeline = PipelineMode.Instant });
}
