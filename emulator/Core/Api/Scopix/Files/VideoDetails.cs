namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>
/// The details of a video (seed 000, VideoFileDetails; the flat fields are seed 001's). Facts from the container are shown at once.
/// </summary>
internal sealed class VideoDetails : FileDetails
{
    internal VideoDetails(FileRecord file, FileUrls urls) : base(file, urls) =>
        (VideoUrl, VideoMetadata) = (urls.GetOriginalUrl(file), VideoMetadata.From(file));

    public Dimensions Dimensions => new(File.Width, File.Height);
    public string? Format => File.Format;

    /// <summary>BlurHash of the first frame; null when no installed program can read it.</summary>
    public string? BlurHash => File.BlurHash;

    public Uri VideoUrl { get; }

    public VideoMetadata VideoMetadata { get; }
    public double? DurationSeconds => VideoMetadata.DurationSeconds;
    public double? FrameRate => VideoMetadata.FrameRate;
    public string? VideoCodec => VideoMetadata.VideoCodec;
    public string? Resolution => VideoMetadata.Resolution;
    public string? VideoAnalysisStatus => FileStatuses.FindStageStatus(File, StageCatalog.VideoAnalysis);

    /// <summary>The same status, under the name in seed 001's example.</summary>
    public string? AnalysisStatus => VideoAnalysisStatus;

    public string? VideoAnalysisJobId => File.Video?.JobId;

    public int? SceneCount => File.RevealedScenes?.Count;

    /// <summary>False after the analysis: audio is not transcribed (a limit of ours).</summary>
    public bool? HasAudioTranscript => File.RevealedScenes is null ? null : false;

    public bool AnalysisSkipped => VideoAnalysisStatus == ComponentStatus.Skipped;

    /// <summary>The wording is assumed.</summary>
    public string? AnalysisSkipReason => AnalysisSkipped ? File.Video?.SkipReason ?? "The upload session was cancelled" : null;

    /// <summary>Null unless the analysis was skipped because credits were missing.</summary>
    public int? CreditsRequiredForAnalysis => File.Video?.CreditsRequired;
}
