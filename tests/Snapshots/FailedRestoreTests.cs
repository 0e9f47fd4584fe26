using FluentAssertions;
using Scopix.Emulator.Engine;
using Xunit;

namespace Scopix.Emulator.Tests.Snapshots;

/// <summary>A restore that fails in storage.</summary>
public sealed class FailedRestoreTests
{
    [Fact]
    public void A_restore_whose_database_cannot_be_replaced_leaves_clock_ids_and_generation_unchanged()
    {
        using var folder = new DataDirectory();
        using var tenants = new TenantRegistry(new EmulatorOptions { Data = folder.Location }, TimeProvider.System, _ => { });
        var tenant = tenants.GetOrOpen(EmulatorOptions.DefaultApiKey);
        tenant.Clock.Freeze(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var saved = Path.Combine(folder.Location, "saved.db");
        var (state, _) = tenant.SaveSnapshot(saved, keep: false, _ => true);
        tenant.Clock.Advance(TimeSpan.FromHours(1));
        var next = tenant.Write(transaction => transaction.Ids.Next());
        var before = (tenant.Generation, tenant.Clock.State);

        using var staging = tenant.CreateStagingCopy(saved);
        foreach (var file in Directory.GetFiles(folder.Location, "*.restored", SearchOption.AllDirectories)) File.Delete(file);
        var restore = () => tenant.Restore(staging, state, _ => true, _ => { });

        restore.Should().Throw<IOException>();
        (tenant.Generation, tenant.Clock.State).Should().Be(before);
        tenant.Write(transaction => transaction.Ids.Next()).Should().NotBe(next);
    }
}
