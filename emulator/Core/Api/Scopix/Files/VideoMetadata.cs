
namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>Facts from a video's container (public: Video types; seed 000 has the object without its keys).</summary>
/// <param name="Width">Pixels, as displayed.</param>
/// <param name="Height">Pixels, as displayed.</param>
/// <param name="AudioCodec">Null for a video without sound.</param>
/// <param name="BitrateKbps">The size of the whole file divided by its duration, in 1,000 bits a second.</param>
internal sealed record VideoMetadata(
    double? DurationSeconds, string? Resolution, int? Width, int? Height, double? FrameRate, string? VideoCodec, string? AudioCodec,
    int? BitrateKbps, long FileSizeBytes, string? FormatName)
{
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
