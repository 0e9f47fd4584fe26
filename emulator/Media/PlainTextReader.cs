namespace Scopix.Media;

/// <summary>TXT: paragraphs are separated by blank lines and keep their line ends; pages are separated by form feeds.</summary>
internal static class PlainTextReader
{
    private const int MaxBytes = DocumentReader.MaxCharacters * 4, ChunkSize = 65_536;

    public static DocumentText Read(Stream source, TextFormat? known, ReadingBudget budget)
    {
        var text = ReadText(source, known, budget.CancellationToken, out var isTruncated);
        var limiter = new TextLimiter();
        var pages = new List<DocumentPage>();
        var rest = text.AsSpan();
        while (!limiter.IsTruncated && limiter.CanAddPage(pages.Count))
        {
            var end = rest.IndexOf('\f');
            budget.Spend(end < 0 ? rest.Length : end + 1);
            pages.Add(new DocumentPage(pages.Count + 1, SplitParagraphs(end < 0 ? rest : rest[..end], limiter)));
            if (end < 0) break;
            rest = rest[(end + 1)..];
        }
        if (limiter.CharacterCount == 0) throw new UnreadableDocumentException(UnreadableReason.NoText, "The document has no text.");
        return new DocumentText(pages, limiter.CharacterCount, isTruncated || limiter.IsTruncated);
    }

    /// <summary>Decodes a text file of any accepted encoding up to the limit, with <c>\n</c> line ends.</summary>
    public static string ReadText(Stream source, TextFormat? known, CancellationToken cancel, out bool isTruncated)
    {
        var format = known ?? TextTranscoder.DetectFormat(source);
        isTruncated = source.Length > MaxBytes;
        source.Position = Math.Min(format.BomLength, source.Length);
        var left = (int)(Math.Min(source.Length, MaxBytes) - source.Position);
        var decoder = new TextDecoder(format);
        var text = new StringBuilder();
        var buffer = new byte[ChunkSize];
        while (left > 0)
        {
            cancel.ThrowIfCancellationRequested();
            var read = source.ReadAtLeast(buffer.AsSpan(0, Math.Min(left, ChunkSize)), Math.Min(left, ChunkSize),
                throwOnEndOfStream: false);
            left = read == 0 ? 0 : left - read;
            text.Append(decoder.Decode(buffer.AsSpan(0, read), last: left == 0 && !isTruncated));
        }
        return text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
    }

    public static List<TextBlock> SplitParagraphs(ReadOnlySpan<char> page, TextLimiter limiter)
    {
        var blocks = new List<TextBlock>();
        int start = -1, end = 0, at = 0;
        foreach (var line in page.Split('\n'))
        {
            var isBlank = page[line].IsWhiteSpace();
            if (!isBlank && start < 0) start = line.Start.Value;
            if (!isBlank) end = line.End.Value;
            at = line.End.Value;
            if ((isBlank || at == page.Length) && start >= 0)
            {
                var text = limiter.TakeFitting(page[start..end].TrimEnd().ToString());
                if (text.Length > 0) blocks.Add(new TextBlock(BlockKind.Paragraph, text));
                if (limiter.IsTruncated) break;
                start = -1;
            }
        }
        return blocks;
    }
}
