using Scopix.Fixtures;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>Where AI results come from, and the fields whose source is kept, named as in a stub.</summary>
internal static class OutcomeSources
{
    public const string Generated = "generated", Dataset = "dataset", Stub = "stub", Ocr = "ocr", Imported = "imported";

    public const string Description = "description", Tags = "tags", VisibleText = "visible_text", TextRegions = "text_regions",
        ConfidenceScore = "confidence_score", Scenes = "scenes";

    /// <summary>The outcome, with fields that come from a source.</summary>
    public static AiOutcome MarkFields(this AiOutcome outcome, string source, params IEnumerable<string> fields)
    {
        var sources = (outcome.FieldSources ?? new Dictionary<string, string>()).ToDictionary();
        foreach (var field in fields) sources[field] = source;
        return sources.Count == 0 ? outcome : outcome with { FieldSources = sources };
    }
}
