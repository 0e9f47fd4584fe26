using FluentAssertions;
using Scopix.Emulator.State;
using Xunit;

namespace Scopix.Emulator.Tests.Snapshots;

/// <summary>A restore that storage does not let happen.</summary>
public sealed class FailedRestoreTests
{
    [Fact]
    public void A_database_that_cannot_take_its_place_leaves_clock_ids_and_generation_as_they_were()
    {
        using var folder = new DataDirectory();
        using var worlds = new Worlds(new EmulatorOptions { Data = folder.Location }, TimeProvider.System, _ => { });
        var world = worlds.For(EmulatorOptions.DefaultApiKey);
        world.Clock.Freeze(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var saved = Path.Combine(folder.Location, "saved.db");
        var (state, _) = world.Save(saved, keep: false, _ => true);
        world.Clock.Advance(TimeSpan.FromHours(1));
        var next = world.Write(turn => turn.Ids.Next());
        var before = (world.Generation, world.Clock.State);

        using var aside = world.CopyAside(saved);
        foreach (var file in Directory.GetFiles(folder.Location, "*.restored", SearchOption.AllDirectories)) File.Delete(file);
        var restore = () => world.Restore(aside, state, _ => true, _ => { });

        restore.Should().Throw<IOException>();
        (world.Generation, world.Clock.State).Should().Be(before);
        world.Write(turn => turn.Ids.Next()).Should().NotBe(next);
    }
}
