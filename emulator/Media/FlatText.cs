using System.Text;

namespace Scopix.Emulator.Media;

/// <summary>TXT: paragraphs between blank lines, their line ends kept; pages between form feeds.</summary>
internal static class FlatText
{
    private const int MaxBytes = DocumentReader.MaxCharacters * 4, Piece = 65_536;

    public static DocumentText Read(Stream source, TextFormat? known, ReadingBudget budget)
    {
        var text = Text(source, known, budget.Cancel, out var cut);
        var room = new TextRoom();
        var pages = new List<DocumentPage>();
        var rest = text.AsSpan();
        while (!room.IsFull && room.HasPages(pages.Count))
        {
            var end = rest.IndexOf('\f');
            budget.Spend(end < 0 ? rest.Length : end + 1);
            pages.Add(new DocumentPage(pages.Count + 1, null, null, Blocks(end < 0 ? rest : rest[..end], room)));
            if (end < 0) break;
            rest = rest[(end + 1)..];
        }

        if (room.Characters == 0) throw new UnreadableDocumentException(UnreadableReason.NoText, "The document has no text.");
        return new DocumentText(pages, room.Characters, cut || room.Truncated);
    }

    /// <summary>As much of a text file as may be kept, in any accepted encoding, with <c>\n</c> line ends.</summary>
    public static string Text(Stream source, TextFormat? known, CancellationToken cancel, out bool cut)
    {
        var format = known ?? PlainText.FormatOf(source);
        cut = source.Length > MaxBytes;
        source.Position = Math.Min(format.Mark, source.Length);
        var left = (int)(Math.Min(source.Length, MaxBytes) - source.Position);
        var decoder = new TextDecoder(format);
        var text = new StringBuilder();
        var buffer = new byte[Piece];
        while (left > 0)
        {
            cancel.ThrowIfCancellationRequested();
            var read = source.ReadAtLeast(buffer.AsSpan(0, Math.Min(left, Piece)), Math.Min(left, Piece), throwOnEndOfStream: false);
            left = read == 0 ? 0 : left - read;
            text.Append(decoder.Next(buffer.AsSpan(0, read), last: left == 0 && !cut));
        }

        return text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
    }

    /// <summary>The paragraphs of a page, as far as there is room.</summary>
    public static List<TextBlock> Blocks(ReadOnlySpan<char> page, TextRoom room)
    {
        var blocks = new List<TextBlock>();
        int start = -1, end = 0, at = 0;
        foreach (var line in page.Split('\n'))
        {
            var blank = page[line].IsWhiteSpace();
            if (!blank && start < 0) start = line.Start.Value;
            if (!blank) end = line.End.Value;
            at = line.End.Value;
            if ((blank || at == page.Length) && start >= 0)
            {
                var text = room.Take(page[start..end].TrimEnd().ToString());
                if (text.Length > 0) blocks.Add(TextBlock.Flowing(BlockKind.Paragraph, text));
                if (room.IsFull) break;
                start = -1;
            }
        }

        return blocks;
    }
}
