using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Media;

namespace Scopix.Emulator.Api.Scopix.Videos;

/// <summary>What a video's container says (public: Video types; seed 000 has the object without its keys).</summary>
/// <param name="DurationSeconds">Seconds.</param>
/// <param name="Resolution">E.g. <c>1920x1080</c>.</param>
/// <param name="Width">Pixels, as displayed.</param>
/// <param name="Height">Pixels, as displayed.</param>
/// <param name="FrameRate">Frames a second, on average.</param>
/// <param name="VideoCodec">E.g. <c>h264</c>.</param>
/// <param name="AudioCodec">E.g. <c>aac</c>; null for a silent film.</param>
/// <param name="BitrateKbps">The whole file's bits by its duration, in thousands a second.</param>
/// <param name="FileSizeBytes">Bytes.</param>
/// <param name="FormatName">E.g. <c>mp4</c>.</param>
internal sealed record VideoMetadata(
    double? DurationSeconds, string? Resolution, int? Width, int? Height, double? FrameRate, string? VideoCodec, string? AudioCodec,
    int? BitrateKbps, long FileSizeBytes, string? FormatName)
{
    /// <summary>The metadata of a kept video.</summary>
    public static VideoMetadata From(FileRecord file)
    {
        var movie = file.Video?.Movie;
        return new VideoMetadata(
            movie?.DurationSeconds, FileDetails.FormatResolution(file), file.Width, file.Height, movie?.FrameRate, movie?.VideoCodec,
            movie?.AudioCodec,
            movie?.DurationSeconds is { } seconds ? (int)Math.Min(int.MaxValue, Math.Round(file.SizeBytes * 8 / seconds / 1000)) : null,
            file.SizeBytes, file.Format);
    }
}
