using System.Globalization;
using Scopix.Emulator.Files;
using Scopix.Emulator.Processing;
using Scopix.Emulator.Quota;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Videos;

/// <summary>Whether a video is analysed (seed 000, VideoFileDetails: <c>analysis_skipped</c>), and what it costs.</summary>
public static class VideoAnalysis
{
    /// <summary>Larger videos are stored but not analysed: 2 GB (public: Uploading Videos; that they are stored is assumed).</summary>
    public const long MostBytes = 2L * 1024 * 1024 * 1024;

    /// <summary>A new video as it is let in: with a job and credits reserved for it, or its stages skipped and the reason kept.</summary>
    /// <param name="turn">A write turn.</param>
    /// <param name="file">The new file; anything but a video is left as it is.</param>
    /// <param name="longest">Longer videos are not analysed (public: 10 minutes unless configured).</param>
    public static FileRecord Admit(Turn turn, FileRecord file, TimeSpan longest)
    {
        if (file.Video is not { } video) return file;
        var stage = file.Stage(Pipeline.VideoAnalysis)!;
        if (stage.Status == ComponentStatus.Skipped) return file with { Video = video with { SkipReason = "auto_describe is false" } };
        if (OverLimit(file, longest) is { } limit) return Skipped(file, turn.Now, video with { SkipReason = limit });
        var needed = Credits.NeededFor(video.Movie.DurationSeconds);
        return stage.Failure is null && !Credits.Reserve(turn, file.Id, needed)
            ? Skipped(file, turn.Now, video with { SkipReason = $"Insufficient credits: {needed} required, {Credits.Prepaid(turn)} available", CreditsRequired = needed })
            : file with { Video = video with { JobId = turn.Ids.Next() } };
    }

    /// <summary>Settles what was reserved for a video once its analysis is over: its minutes when it is completed, nothing otherwise.</summary>
    public static void Settle(Turn turn, FileRecord file)
    {
        if (file.Video is not { } video || file.Stage(Pipeline.VideoAnalysis) is not { } stage || !ComponentStatus.IsTerminal(stage.Status)) return;
        if (stage.Status == ComponentStatus.Completed) Credits.Spend(turn, file.Id, Credits.CostOf(video.Movie.DurationSeconds));
        else Credits.Release(turn, file.Id);
    }

    private static string? OverLimit(FileRecord file, TimeSpan longest)
    {
        if (file.SizeBytes > MostBytes) return $"Video exceeds 2 GB ({MostBytes} bytes): {file.SizeBytes} bytes";
        return file.Video!.Movie.DurationSeconds > longest.TotalSeconds
            ? string.Create(CultureInfo.InvariantCulture, $"Video exceeds {longest.TotalMinutes} minutes: {file.Video.Movie.DurationSeconds} seconds")
            : null;
    }

    private static FileRecord Skipped(FileRecord file, DateTimeOffset now, VideoRecord video) => file with
    {
        Video = video,
        Stages = [.. file.Stages.Select(stage => stage with { Status = ComponentStatus.Skipped, EndedAt = now })],
    };
}
