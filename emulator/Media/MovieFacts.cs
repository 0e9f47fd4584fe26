namespace Scopix.Media;

/// <summary>What a container states about its video: length in seconds (to the millisecond), average frames a second (three decimals),
/// codecs by ffprobe's names, or the container's own code for an unknown one. Null when it is not stated.</summary>
internal sealed record MovieFacts(double? DurationSeconds, double? FrameRate, string? VideoCodec, string? AudioCodec)
{
    public static MovieFacts Unknown { get; } = new(null, null, null, null);

    private const double MaxSeconds = 1e9, MaxFrameRate = 10_000;

    /// <summary>Values that no video can have become null.</summary>
    internal static MovieFacts Create(double seconds, double rate, string? video, string? audio) =>
        new(RoundIfPlausible(seconds, MaxSeconds), RoundIfPlausible(rate, MaxFrameRate), video, audio);

    private static double? RoundIfPlausible(double value, double max) => value > 0 && value <= max ? Math.Round(value, 3) : null;
}
