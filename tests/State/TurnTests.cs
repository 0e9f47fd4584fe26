using FluentAssertions;
using Scopix.Emulator.State;
using Xunit;

namespace Scopix.Emulator.Tests.State;

public sealed class TurnTests
{
    [Fact]
    public void Bytes_go_after_the_record_that_names_them_and_stay_when_it_stays()
    {
        using var worlds = new Worlds(new EmulatorOptions(), TimeProvider.System, _ => { });
        var world = worlds.For(EmulatorOptions.DefaultApiKey);
        var done = new List<string>();

        var failing = () => world.Write<int>(turn =>
        {
            turn.Afterwards(() => done.Add("after a failure"));
            throw new InvalidOperationException();
        });
        failing.Should().Throw<InvalidOperationException>();
        world.Write(turn =>
        {
            turn.Afterwards(() => done.Add("after a success"));
            done.Add("before");
            return true;
        });

        done.Should().Equal("before", "after a success");
    }
}
