using Scopix.Emulator.Processing;

namespace Scopix.Emulator.Files;

/// <summary>A video in full (seed 000, VideoFileDetails; seed 001's flat fields). What a probe would say is not read yet.</summary>
public sealed class VideoDetails : FileDetails
{
    internal VideoDetails(FileRecord file, FileLinks links) : base(file, links) => VideoUrl = links.Original(file);

    /// <summary>Pixels.</summary>
    public Dimensions Dimensions => new(File.Width, File.Height);

    /// <summary>Short name of the format.</summary>
    public string? Format => File.Format;

    /// <summary>BlurHash of the first frame; null where no program can read it.</summary>
    public string? BlurHash => File.BlurHash;

    /// <summary>The original, presigned, one hour.</summary>
    public Uri VideoUrl { get; }

    /// <summary>What a probe says, in one object.</summary>
    public JsonElement? VideoMetadata => null;

    /// <summary>Seconds.</summary>
    public double? DurationSeconds => null;

    /// <summary>Frames a second.</summary>
    public double? FrameRate => null;

    /// <summary>E.g. <c>h264</c>.</summary>
    public string? VideoCodec => null;

    /// <summary>E.g. <c>1920x1080</c>.</summary>
    public string? Resolution => ResolutionOf(File);

    /// <summary>Component status, under the SDK's and the list's name.</summary>
    public string? VideoAnalysisStatus => Statuses.Of(File, Pipeline.VideoAnalysis);

    /// <summary>The same, under the name of seed 001's detail example.</summary>
    public string? AnalysisStatus => VideoAnalysisStatus;

    /// <summary>No analysis, no job.</summary>
    public string? VideoAnalysisJobId => null;

    /// <summary>Scenes found.</summary>
    public int? SceneCount => null;

    /// <summary>Whether there is a transcript.</summary>
    public bool? HasAudioTranscript => null;

    /// <summary>True: this version does not analyse videos.</summary>
    public bool AnalysisSkipped => VideoAnalysisStatus == ComponentStatus.Skipped;

    /// <summary>Why.</summary>
    public string? AnalysisSkipReason => AnalysisSkipped ? "Video analysis is not available" : null;

    /// <summary>Credits an analysis would take.</summary>
    public int? CreditsRequiredForAnalysis => null;
}
