using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Engine;

namespace Scopix.Emulator.Api.Scopix.Videos;

/// <summary>A video in full (seed 000, VideoFileDetails; seed 001's flat fields). What its container says is there at once.</summary>
internal sealed class VideoDetails : FileDetails
{
    internal VideoDetails(FileRecord file, FileUrls urls) : base(file, urls) =>
        (VideoUrl, VideoMetadata) = (urls.GetOriginalUrl(file), VideoMetadata.From(file));

    /// <summary>Pixels.</summary>
    public Dimensions Dimensions => new(File.Width, File.Height);

    /// <summary>Short name of the format.</summary>
    public string? Format => File.Format;

    /// <summary>BlurHash of the first frame; null where no program can read it.</summary>
    public string? BlurHash => File.BlurHash;

    /// <summary>The original, presigned, one hour.</summary>
    public Uri VideoUrl { get; }

    /// <summary>What the container says, in one object.</summary>
    public VideoMetadata VideoMetadata { get; }

    /// <summary>Seconds.</summary>
    public double? DurationSeconds => VideoMetadata.DurationSeconds;

    /// <summary>Frames a second.</summary>
    public double? FrameRate => VideoMetadata.FrameRate;

    /// <summary>E.g. <c>h264</c>.</summary>
    public string? VideoCodec => VideoMetadata.VideoCodec;

    /// <summary>E.g. <c>1920x1080</c>.</summary>
    public string? Resolution => VideoMetadata.Resolution;

    /// <summary>Component status, under the SDK's and the list's name.</summary>
    public string? VideoAnalysisStatus => FileStatuses.FindStageStatus(File, Pipeline.VideoAnalysis);

    /// <summary>The same, under the name of seed 001's detail example.</summary>
    public string? AnalysisStatus => VideoAnalysisStatus;

    /// <summary>The analysis's job; null when it is skipped.</summary>
    public string? VideoAnalysisJobId => File.Video?.JobId;

    /// <summary>Scenes found; null until the analysis is completed.</summary>
    public int? SceneCount => File.RevealedScenes?.Count;

    /// <summary>Nothing is transcribed (a limit of ours): false once the analysis is completed.</summary>
    public bool? HasAudioTranscript => File.RevealedScenes is null ? null : false;

    /// <summary>True when the analysis will not be done.</summary>
    public bool AnalysisSkipped => VideoAnalysisStatus == ComponentStatus.Skipped;

    /// <summary>Why; its words are assumed.</summary>
    public string? AnalysisSkipReason => AnalysisSkipped ? File.Video?.SkipReason ?? "The upload session was cancelled" : null;

    /// <summary>Credits that were missing when the analysis was skipped for want of them.</summary>
    public int? CreditsRequiredForAnalysis => File.Video?.CreditsRequired;
}
