using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Engine;

namespace Scopix.Emulator.Api.Scopix.Videos;

/// <summary>A video in a list (seed 001, File Listing &amp; Retrieval).</summary>
internal sealed class VideoSummary : FileSummary
{
    internal VideoSummary(FileRecord file, FileUrls urls) : base(file, urls)
    {
    }

    /// <summary>Seconds.</summary>
    public double? DurationSeconds => File.Video?.Movie.DurationSeconds;

    /// <summary>Frames a second.</summary>
    public double? FrameRate => File.Video?.Movie.FrameRate;

    /// <summary>E.g. <c>h264</c>.</summary>
    public string? VideoCodec => File.Video?.Movie.VideoCodec;

    /// <summary>E.g. <c>1920x1080</c>.</summary>
    public string? Resolution => FileDetails.FormatResolution(File);

    /// <summary>Component status.</summary>
    public string? VideoAnalysisStatus => FileStatuses.FindStageStatus(File, Pipeline.VideoAnalysis);

    /// <summary>Scenes found; the SDK's summary has it (seed 000).</summary>
    public int? SceneCount => File.RevealedScenes?.Count;
}
