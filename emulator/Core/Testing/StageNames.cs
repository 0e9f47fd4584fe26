// The processing stages of files. Written from the contracts by make types; do not edit.
namespace Scopix.Emulator;

/// <summary>The processing stages of files.</summary>
public static class StageNames
{
    /// <summary><c>variants</c></summary>
    public const string Variants = "variants";
    /// <summary><c>description</c></summary>
    public const string Description = "description";
    /// <summary><c>text_extraction</c></summary>
    public const string TextExtraction = "text_extraction";
    /// <summary><c>embedding</c></summary>
    public const string Embedding = "embedding";
    /// <summary><c>digitization</c></summary>
    public const string Digitization = "digitization";
    /// <summary><c>video_analysis</c></summary>
    public const string VideoAnalysis = "video_analysis";
    /// <summary><c>crawl</c></summary>
    public const string Crawl = "crawl";
}
