using Scopix.Emulator.Media;

namespace Scopix.Emulator.Processing;

/// <summary>Which stages each media type goes through, and how long they take (durations are ours: assumed).</summary>
public static class Pipeline
{
    /// <summary>Smaller pictures of an image.</summary>
    public const string Variants = "variants";

    /// <summary>The AI description, its tags and visible text.</summary>
    public const string Description = "description";

    /// <summary>A document's text.</summary>
    public const string TextExtraction = "text_extraction";

    /// <summary>The vectors of a document's chunks; runs between extraction and completion.</summary>
    public const string Embedding = "embedding";

    /// <summary>A document's page elements.</summary>
    public const string Digitization = "digitization";

    /// <summary>A video's scenes.</summary>
    public const string VideoAnalysis = "video_analysis";

    /// <summary>What a link's page says about itself.</summary>
    public const string Crawl = "crawl";

    /// <summary>The names of all stages.</summary>
    public static readonly string[] Names = [Variants, Description, TextExtraction, Embedding, Digitization, VideoAnalysis, Crawl];

    private const string Damaged = "The image cannot be processed: ";

    private static readonly Step[] Image =
        [new(Variants, null, 80, 1_500), new(Description, null, 400, 6_000)];

    private static readonly Step[] Document =
        [new(TextExtraction, null, 150, 2_500), new(Embedding, TextExtraction, 100, 1_500), new(Digitization, TextExtraction, 250, 4_000), new(Description, TextExtraction, 300, 5_000)];

    private static readonly Step[] Video =
        [new(VideoAnalysis, null, 500, 20_000), new(Description, VideoAnalysis, 200, 4_000)];

    private static readonly Step[] Link =
        [new(Crawl, null, 200, 3_000), new(Description, Crawl, 200, 4_000)];

    /// <summary>The stages of a new file.</summary>
    /// <param name="facts">What the file is; a damaged picture's or video's stages fail.</param>
    /// <param name="describe">False skips the description (<c>auto_describe=false</c>).</param>
    /// <param name="mode">How fast, or by hand.</param>
    /// <param name="now">When the file was created.</param>
    /// <param name="unreadable">Why a document's text cannot be extracted; null when it can.</param>
    public static Stage[] Plan(MediaFacts facts, bool describe, PipelineMode mode, DateTimeOffset now, StageFailure? unreadable = null)
    {
        var steps = facts.MediaType switch { "image" => Image, "document" => Document, "link" => Link, _ => Video };
        return [.. steps.Select(step => step.Begin(mode, now, Skips(step.Name, describe), step.Name == TextExtraction ? unreadable : Fails(facts)))];
    }

    /// <summary>A stage of an image that is done once more: only what is wrong with the picture itself fails it again.</summary>
    public static Stage Again(Stage stage, PipelineMode mode, DateTimeOffset now)
    {
        var damage = stage.Failure?.Message.StartsWith(Damaged, StringComparison.Ordinal) == true ? stage.Failure : null;
        return Image.First(step => step.Name == stage.Name).Begin(mode, now, skipped: false, damage);
    }

    /// <summary>What only an AI or a crawl brings is left out when it was not asked for.</summary>
    private static bool Skips(string stage, bool describe) => !describe && stage is (Description or VideoAnalysis or Crawl);

    private static StageFailure? Fails(MediaFacts facts) =>
        facts is { MediaType: "image" or "video", Damage: { } damage }
            ? new StageFailure((facts.MediaType == "image" ? Damaged : "The video cannot be processed: ") + damage, "validation")
            : null;

    private sealed record Step(string Name, string? After, int QuickMs, int RealisticMs)
    {
        public Stage Begin(PipelineMode mode, DateTimeOffset now, bool skipped, StageFailure? failure) => new()
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
