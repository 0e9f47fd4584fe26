namespace Scopix.Media;

/// <summary>What a container says about the moving picture in it, without decoding any of it.</summary>
/// <param name="DurationSeconds">Seconds, to the millisecond; null when the container does not say.</param>
/// <param name="FrameRate">Frames a second on average, three decimals; null when the container does not say.</param>
/// <param name="VideoCodec">The codec as ffprobe names it (<c>h264</c>, <c>vp9</c>); the container's own code for one we do not
/// know.</param>
/// <param name="AudioCodec">The same of the first sound track; null for a silent film.</param>
internal sealed record MovieFacts(double? DurationSeconds, double? FrameRate, string? VideoCodec, string? AudioCodec)
{
    /// <summary>A film whose container says nothing.</summary>
    public static MovieFacts Unknown { get; } = new(null, null, null, null);

    private const double MaxSeconds = 1e9, MaxFrameRate = 10_000;

    /// <summary>Facts from what was read; numbers that no film can have become null.</summary>
    internal static MovieFacts Create(double seconds, double rate, string? video, string? audio) =>
        new(RoundIfPlausible(seconds, MaxSeconds), RoundIfPlausible(rate, MaxFrameRate), video, audio);

    private static double? RoundIfPlausible(double value, double most) => value > 0 && value <= most ? Math.Round(value, 3) : null;
}
