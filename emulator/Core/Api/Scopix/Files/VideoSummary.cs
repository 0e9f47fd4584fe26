namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>A video in a list (seed 001, File Listing &amp; Retrieval).</summary>
internal sealed class VideoSummary : FileSummary
{
    internal VideoSummary(FileRecord file, FileUrls urls) : base(file, urls)
    {
    }

    public double? DurationSeconds => File.Video?.Movie.DurationSeconds;
    public double? FrameRate => File.Video?.Movie.FrameRate;
    public string? VideoCodec => File.Video?.Movie.VideoCodec;
    public string? Resolution => FileDetails.FormatResolution(File);
    public string? VideoAnalysisStatus => FileStatuses.FindStageStatus(File, StageCatalog.VideoAnalysis);

    /// <summary>The SDK's summary has this field (seed 000).</summary>
    public int? SceneCount => File.RevealedScenes?.Count;
}
