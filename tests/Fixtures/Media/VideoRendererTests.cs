using System.Diagnostics;
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
    public void A_small_clip_of_three_scenes_has_few_bytes() =>
        VideoRenderer.Render(GeneratedFiles.Video).Bytes.Length.Should().BeLessThan(160_000);

    [Fact]
    public void A_usual_clip_has_640_by_360_pixels_and_24_frames_a_second()
    {
        var facts = MediaFixtures.Inspect(VideoRenderer.Render(new VideoSpec([new VideoShot(new PictureSpec("pump", 1), 48)])).Bytes,
            "a.mp4");

        (facts.Width, facts.Height, facts.Damage).Should().Be((640, 360, null));
        facts.Movie.Should().BeEquivalentTo(Scopix.Media.MovieFacts.Create(2.0, 24, "h264", null));
    }

    [Theory]
    [InlineData(640, 360)]
    [InlineData(66, 70)]
    public async Task A_player_shows_every_frame_and_the_camera_moves_to_the_right_in_each_scene(int width, int height)
    {
        var ffmpeg = ExternalPrograms.Require("ffmpeg");
        var spec = new VideoSpec([new VideoShot(new PictureSpec("pump", 1), 40), new VideoShot(new PictureSpec("pump", 1), 40)])
        { Width = width, Height = height };
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.mp4");
        await File.WriteAllBytesAsync(file, VideoRenderer.Render(spec).Bytes, TestContext.Current.CancellationToken);

        var (pixels, warnings) = await DecodeAsync(ffmpeg, file);
        File.Delete(file);

        warnings.Should().BeEmpty();
        pixels.Length.Should().Be(80 * width * height);
        var frames = pixels.Chunk(width * height).ToList();
        frames[40].Should().Equal(frames[0], "both scenes begin with the same picture");
        CountDifferences(frames[0], frames[30], width, shift: 36).Should().BeLessThan(width * height / 50);
        CountDifferences(frames[0], frames[30], width, shift: 0).Should().BeGreaterThan(width * height / 50);
    }

    /// <summary>The pixels of one picture that differ clearly from those of another that is shifted to the left.</summary>
    private static int CountDifferences(byte[] one, byte[] shifted, int width, int shift) => Enumerable.Range(0, one.Length)
        .Count(i => i % width >= shift && Math.Abs(one[i] - shifted[i - shift]) > 24);

    /// <summary>The luma of all frames, and what the program complains about.</summary>
    private static async Task<(byte[] Pixels, string Warnings)> DecodeAsync(string ffmpeg, string file)
    {
        var start = new ProcessStartInfo(ffmpeg, ["-v", "warning", "-i", file, "-f", "rawvideo", "-pix_fmt", "gray", "-"])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var pixels = new MemoryStream();
        var warnings = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardOutput.BaseStream.CopyToAsync(pixels, TestContext.Current.CancellationToken);
        return (pixels.ToArray(), await warnings);
    }

    [Theory]
    [InlineData(191, 144, 10)]
    [InlineData(192, 1000, 10)]
    [InlineData(192, 144, 0)]
    public void An_invalid_size_or_frame_rate_is_refused(int width, int height, int rate)
    {
        var render = () => VideoRenderer.Render(GeneratedFiles.Video with { Width = width, Height = height, FramesPerSecond = rate });

        render.Should().Throw<ArgumentOutOfRangeException>();
    }
}
