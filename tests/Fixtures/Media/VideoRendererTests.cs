using FluentAssertions;
using Scopix.Emulator.Tests.Media;
using Scopix.Fixtures.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures.Media;

public class VideoRendererTests
{
    [Fact]
    public void The_inspector_reads_length_rate_size_and_codec_of_a_clip()
    {
        var video = VideoRenderer.Render(GeneratedFiles.Video);

        var facts = MediaFixtures.Inspect(video.Bytes, "clip.mp4");

        (facts.ContentType, facts.Width, facts.Height, facts.Damage).Should().Be(("video/mp4", 192, 144, null));
        facts.Movie.Should().BeEquivalentTo(Scopix.Media.MovieFacts.Create(3.0, 10, "h264", null));
        (video.Seconds, video.Scenes.Count, video.Scenes[0].Single().Text).Should().Be((3.0, 3, "PUMP 01"));
    }

    [Fact]
    public void A_clip_of_three_scenes_is_small() => VideoRenderer.Render(GeneratedFiles.Video).Bytes.Length.Should().BeLessThan(150_000);

    [Theory]
    [InlineData(190, 144, 10)]
    [InlineData(192, 1000, 10)]
    [InlineData(192, 144, 0)]
    public void An_invalid_size_or_frame_rate_is_refused(int width, int height, int rate)
    {
        var render = () => VideoRenderer.Render(GeneratedFiles.Video with { Width = width, Height = height, FramesPerSecond = rate });

        render.Should().Throw<ArgumentOutOfRangeException>();
    }
}
