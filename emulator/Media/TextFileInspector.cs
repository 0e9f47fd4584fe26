namespace Scopix.Media;

/// <summary>TXT and MD: text throughout that is neither a script nor markup. CSV and JSON are text.</summary>
internal static class TextFileInspector
{
    private static readonly string[] MarkdownExtensions = [".md", ".markdown"];

    /// <summary>Null when the bytes are not text.</summary>
    /// <exception cref="RefusedMediaException">The text is a script, HTML, SVG or XML.</exception>
    public static MediaFacts? Inspect(FileBytes bytes, string filename)
    {
        if (TextFormatDetector.Detect(bytes) is not { } format) return null;

        RefusedTextFormats.ThrowIfRefused(format.DecodeBeginning(bytes.ReadSpan(0, TextEncodings.HeadLength)));
        return MarkdownExtensions.Contains(Path.GetExtension(filename), StringComparer.OrdinalIgnoreCase)
            ? new MediaFacts("document", "text/markdown", "md", DocumentType: "md") { TextFormat = format }
            : new MediaFacts("document", "text/plain", "txt", DocumentType: "txt") { TextFormat = format };
    }
}
