using FluentAssertions;
using Scopix.Emulator.Control.Clock;
using Xunit;

namespace Scopix.Emulator.Tests.Testing;

/// <summary>A clock that is frozen for a block.</summary>
public sealed class FrozenClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_frozen_clock_runs_on_from_its_time_when_the_block_ends()
    {
        await using var scopix = await ScopixEmulator.StartInMemoryAsync();
        var tenant = scopix.NewTenant();

        await using (var frozen = await tenant.Clock.FreezeAsync(Noon))
        {
            frozen.At.Should().Be(Noon);
            (await frozen.AdvanceAsync(TimeSpan.FromHours(3))).Should().Be(Noon.AddHours(3));
            (await tenant.Clock.GetAsync()).Frozen.Should().BeTrue();
        }

        var after = await tenant.Clock.GetAsync();
        after.Frozen.Should().BeFalse();
        after.Now.Should().BeOnOrAfter(Noon.AddHours(3)).And.BeBefore(Noon.AddHours(4));
    }

    [Fact]
    public async Task A_block_within_another_leaves_the_clock_frozen()
    {
        await using var scopix = await ScopixEmulator.StartInMemoryAsync();

        await using (await scopix.Clock.FreezeAsync(Noon))
        {
            await using (await scopix.Clock.FreezeAsync(Noon.AddDays(1))) await scopix.Clock.AdvanceAsync(TimeSpan.FromHours(1));

            (await scopix.Clock.GetAsync()).Should().Match<ClockResponse>(
                clock => clock.Frozen && clock.Now == Noon.AddDays(1).AddHours(1));
        }
        (await scopix.Clock.GetAsync()).Frozen.Should().BeFalse();
    }

    [Fact]
    public async Task A_block_that_outlives_the_emulator_ends_quietly()
    {
        var scopix = await ScopixEmulator.StartInMemoryAsync();
        var frozen = await scopix.Clock.FreezeAsync(Noon);
        await scopix.DisposeAsync();

        await FluentActions.Awaiting(async () => await frozen.DisposeAsync()).Should().NotThrowAsync();
    }

    [Fact]
    public async Task The_clocks_of_all_tenants_run_on_together()
    {
        await using var scopix = await ScopixEmulator.StartInMemoryAsync();
        var tenant = scopix.NewTenant();

        await using (await scopix.AllTenants.Clock.FreezeAsync(Noon)) (await tenant.Clock.GetNowAsync()).Should().Be(Noon);

        (await tenant.Clock.GetAsync()).Frozen.Should().BeFalse();
    }
}
