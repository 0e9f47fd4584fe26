using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Quota;

namespace Scopix.Emulator.Api.Scopix.Videos;

/// <summary>Whether a video is analysed (seed 000, VideoFileDetails: <c>analysis_skipped</c>), and what it costs.</summary>
internal static class VideoAnalysis
{
    /// <summary>Larger videos are stored but not analysed: 2 GB (public: Uploading Videos; that they are stored is assumed).</summary>
    public const long MaxBytes = 2L * 1024 * 1024 * 1024;

    /// <summary>Reserves credits and gives the video a job, or skips its stages and stores the reason.</summary>
    /// <param name="file">The new file; returned unchanged when it is not a video.</param>
    /// <param name="maxDuration">The longest video that is analysed (public: 10 minutes unless configured).</param>
    public static FileRecord PrepareVideo(Transaction transaction, FileRecord file, TimeSpan maxDuration)
    {
        if (file.Video is not { } video) return file;
        var stage = file.FindStage(StageCatalog.VideoAnalysis)!;
        if (stage.Status == ComponentStatus.Skipped) return file with { Video = video with { SkipReason = "auto_describe is false" } };
        if (FindExceededLimit(file, maxDuration) is { } limit)
            return SkipAnalysis(file, transaction.Now, video with { SkipReason = limit });
        var needed = CreditLedger.GetRequiredCredits(video.Movie.DurationSeconds);
        return stage.Failure is null && !CreditLedger.TryReserve(transaction, file.Id, needed)
            ? SkipAnalysis(file, transaction.Now, video with
            {
                SkipReason = $"Insufficient credits: {needed} required, {CreditLedger.GetAvailable(transaction)} available",
                CreditsRequired = needed,
            })
            : file with { Video = video with { JobId = transaction.Ids.Next() } };
    }

    /// <summary>
    /// Settles the reservation when the analysis has ended: a completed analysis costs its minutes, any other costs nothing.
    /// </summary>
    public static void SettleCredits(Transaction transaction, FileRecord file)
    {
        if (file.Video is not { } video || file.FindStage(StageCatalog.VideoAnalysis) is not { } stage
            || !ComponentStatus.IsTerminal(stage.Status)) return;
        if (stage.Status == ComponentStatus.Completed)
            CreditLedger.Spend(transaction, file.Id, CreditLedger.GetAnalysisCost(video.Movie.DurationSeconds));
        else CreditLedger.Release(transaction, file.Id);
    }

    private static string? FindExceededLimit(FileRecord file, TimeSpan maxDuration)
    {
        if (file.SizeBytes > MaxBytes) return $"Video exceeds 2 GB ({MaxBytes} bytes): {file.SizeBytes} bytes";
        return file.Video!.Movie.DurationSeconds > maxDuration.TotalSeconds
            ? string.Create(CultureInfo.InvariantCulture,
                $"Video exceeds {maxDuration.TotalMinutes} minutes: {file.Video.Movie.DurationSeconds} seconds")
            : null;
    }

    private static FileRecord SkipAnalysis(FileRecord file, DateTimeOffset now, VideoRecord video) => file with
    {
        Video = video,
        Stages = [.. file.Stages.Select(stage => stage with { Status = ComponentStatus.Skipped, EndedAt = now })],
    };
}
