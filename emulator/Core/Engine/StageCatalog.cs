using Scopix.Media;

namespace Scopix.Emulator.Engine;

/// <summary>The stages of each media type and their durations (the durations are assumed).</summary>
internal static class StageCatalog
{
    /// <summary>Makes smaller pictures of an image.</summary>
    public const string Variants = "variants";

    /// <summary>Produces the AI description, tags and visible text.</summary>
    public const string Description = "description";

    /// <summary>Extracts a document's text.</summary>
    public const string TextExtraction = "text_extraction";

    /// <summary>Computes the vectors of a document's chunks, after the text extraction.</summary>
    public const string Embedding = "embedding";

    /// <summary>Finds the elements of a document's pages.</summary>
    public const string Digitization = "digitization";

    /// <summary>Finds a video's scenes.</summary>
    public const string VideoAnalysis = "video_analysis";

    /// <summary>Reads the title and description of a link's page.</summary>
    public const string Crawl = "crawl";

    public static readonly string[] StageNames = [Variants, Description, TextExtraction, Embedding, Digitization, VideoAnalysis, Crawl];

    private const string DamagedImagePrefix = "The image cannot be processed: ", DamagedVideoPrefix = "The video cannot be processed: ";

    private static readonly StageDefinition[] ImageStages =
        [new(Variants, null, 80, 1_500), new(Description, null, 400, 6_000)];

    private static readonly StageDefinition[] DocumentStages =
        [new(TextExtraction, null, 150, 2_500), new(Embedding, TextExtraction, 100, 1_500), new(Digitization, TextExtraction, 250, 4_000),
            new(Description, TextExtraction, 300, 5_000)];

    private static readonly StageDefinition[] VideoStages =
        [new(VideoAnalysis, null, 500, 20_000), new(Description, VideoAnalysis, 200, 4_000)];

    private static readonly StageDefinition[] LinkStages =
        [new(Crawl, null, 200, 3_000), new(Description, Crawl, 200, 4_000)];

    /// <summary>Creates the stages of a new file.</summary>
    /// <param name="facts">The file's facts; the stages of a damaged image or video fail.</param>
    /// <param name="unreadable">Why a document's text cannot be extracted; null when it can.</param>
    public static Stage[] CreateStages(
        MediaFacts facts, bool describe, PipelineMode mode, DateTimeOffset now, StageFailure? unreadable = null)
    {
        return [.. GetDefinitions(facts.MediaType).Select(
            definition =>
                definition.CreateStage(mode, now, IsSkipped(definition.Name, describe),
                    definition.Name == TextExtraction ? unreadable : FindFailure(facts)))];
    }

    /// <summary>Creates a stage that is repeated. It fails again only when the picture or the video itself is damaged.</summary>
    public static Stage CreateRetry(string mediaType, Stage stage, PipelineMode mode, DateTimeOffset now)
    {
        var message = stage.Failure?.Message ?? "";
        var damaged = message.StartsWith(DamagedImagePrefix, StringComparison.Ordinal)
            || message.StartsWith(DamagedVideoPrefix, StringComparison.Ordinal);
        return GetDefinitions(mediaType).First(definition => definition.Name == stage.Name)
            .CreateStage(mode, now, skipped: false, damaged ? stage.Failure : null);
    }

    private static StageDefinition[] GetDefinitions(string mediaType) =>
        mediaType switch { "image" => ImageStages, "document" => DocumentStages, "link" => LinkStages, _ => VideoStages };

    /// <summary><c>auto_describe=false</c> skips the stages of the AI and of the crawl.</summary>
    private static bool IsSkipped(string stage, bool describe) => !describe && stage is (Description or VideoAnalysis or Crawl);

    private static StageFailure? FindFailure(MediaFacts facts) =>
        facts is { MediaType: "image" or "video", Damage: { } damage }
            ? new StageFailure((facts.MediaType == "image" ? DamagedImagePrefix : DamagedVideoPrefix) + damage, "validation")
            : null;

    private sealed record StageDefinition(string Name, string? After, int QuickMs, int RealisticMs)
    {
        public Stage CreateStage(PipelineMode mode, DateTimeOffset now, bool skipped, StageFailure? failure) => new()
        {
            Name = Name,
            After = After,
            Status = skipped ? ComponentStatus.Skipped : ComponentStatus.Pending,
            DurationMs = mode switch { PipelineMode.Instant => 0, PipelineMode.Realistic => RealisticMs, _ => QuickMs },
            ReleasedAt = mode == PipelineMode.Manual ? null : now,
            EndedAt = skipped ? now : null,
            Failure = failure,
        };
    }
}
