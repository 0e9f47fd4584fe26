using System.Globalization;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Quota;
using Scopix.Emulator.Engine;

namespace Scopix.Emulator.Api.Scopix.Videos;

/// <summary>Whether a video is analysed (seed 000, VideoFileDetails: <c>analysis_skipped</c>), and what it costs.</summary>
internal static class VideoAnalysis
{
    /// <summary>Larger videos are stored but not analysed: 2 GB (public: Uploading Videos; that they are stored is assumed).</summary>
    public const long MaxBytes = 2L * 1024 * 1024 * 1024;

    /// <summary>A new video as it is let in: with a job and credits reserved for it, or its stages skipped and the reason kept.</summary>
    /// <param name="transaction">A write turn.</param>
    /// <param name="file">The new file; anything but a video is left as it is.</param>
    /// <param name="longest">Longer videos are not analysed (public: 10 minutes unless configured).</param>
    public static FileRecord PrepareVideo(Transaction transaction, FileRecord file, TimeSpan longest)
    {
        if (file.Video is not { } video) return file;
        var stage = file.FindStage(Pipeline.VideoAnalysis)!;
        if (stage.Status == ComponentStatus.Skipped) return file with { Video = video with { SkipReason = "auto_describe is false" } };
        if (FindExceededLimit(file, longest) is { } limit) return SkipAnalysis(file, transaction.Now, video with { SkipReason = limit });
        var needed = CreditLedger.GetRequiredCredits(video.Movie.DurationSeconds);
        return stage.Failure is null && !CreditLedger.TryReserve(transaction, file.Id, needed)
            ? SkipAnalysis(file, transaction.Now,
                video with { SkipReason = $"Insufficient credits: {needed} required, {CreditLedger.GetAvailable(transaction)} available",
                    CreditsRequired = needed })
            : file with { Video = video with { JobId = transaction.Ids.Next() } };
    }

    /// <summary>
    /// Settles what was reserved for a video once its analysis is over: its minutes when it is completed, nothing otherwise.
    /// </summary>
    public static void SettleCredits(Transaction transaction, FileRecord file)
    {
        if (file.Video is not { } video || file.FindStage(Pipeline.VideoAnalysis) is not { } stage
            || !ComponentStatus.IsTerminal(stage.Status)) return;
        if (stage.Status == ComponentStatus.Completed)
            CreditLedger.Spend(transaction, file.Id, CreditLedger.GetAnalysisCost(video.Movie.DurationSeconds));
        else CreditLedger.Release(transaction, file.Id);
    }

    private static string? FindExceededLimit(FileRecord file, TimeSpan longest)
    {
        if (file.SizeBytes > MaxBytes) return $"Video exceeds 2 GB ({MaxBytes} bytes): {file.SizeBytes} bytes";
        return file.Video!.Movie.DurationSeconds > longest.TotalSeconds
            ? string.Create(CultureInfo.InvariantCulture,
                $"Video exceeds {longest.TotalMinutes} minutes: {file.Video.Movie.DurationSeconds} seconds")
            : null;
    }

    private static FileRecord SkipAnalysis(FileRecord file, DateTimeOffset now, VideoRecord video) => file with
    {
        Video = video,
        Stages = [.. file.Stages.Select(stage => stage with { Status = ComponentStatus.Skipped, EndedAt = now })],
    };
}
