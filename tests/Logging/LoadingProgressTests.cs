using FluentAssertions;
using Scopix.Emulator.Control.Logging;
using Xunit;

namespace Scopix.Emulator.Tests.Logging;

public sealed class LoadingProgressTests
{
    [Fact]
    public async Task Long_work_says_every_two_seconds_how_far_it_is_and_short_work_says_nothing()
    {
        var (log, time) = (new LogRecorder(), new SettableTime());
        var logger = log.CreateLogger("Scopix.Emulator.Loading");
        var (brief, longer) = (new LoadingProgress(logger, "Brief", time), new LoadingProgress(logger, "Loading", time));

        brief.Report(1, done => $"{done} files");
        brief.End("2 files");
        for (var done = 0; done < 5; done++)
        {
            longer.Report(done, done => $"{done} files");
            time.Seconds += 1;
        }
        longer.End("5 files are loaded");

        string[] lines =
        [
            (await log.NextAsync("Scopix.Emulator.Loading")).Text, (await log.NextAsync("Scopix.Emulator.Loading")).Text,
            (await log.NextAsync("Scopix.Emulator.Loading")).Text,
        ];
        lines.Should().Equal(
            "Loading: 2 files after 2 s", "Loading: 4 files after 4 s", "Loading: 5 files are loaded after 5 s");
        log.Count("Scopix.Emulator.Loading").Should().Be(3);
    }

    private sealed class SettableTime : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
