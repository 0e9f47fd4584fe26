using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Scopix.Emulator.Media;

/// <summary>
/// MD through Markdig: headings, lists, tables, code, paragraphs, all as plain text. Long files are read in pieces that end at a
/// blank line, so that no file takes long; a piece that nests too deeply for Markdig (128 levels) reads as flat text.
/// </summary>
internal static class MarkdownText
{
    private const int MaxPiece = 200_000;
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseYamlFrontMatter().Build();

    public static DocumentText Read(Stream source, CancellationToken cancel)
    {
        var text = FlatText.Text(source, cancel, out var cut);
        var room = new TextRoom();
        var blocks = new List<TextBlock>();
        for (var at = 0; at < text.Length && !room.IsFull;)
        {
            cancel.ThrowIfCancellationRequested();
            var end = text.Length - at <= MaxPiece ? text.Length : PieceEnd(text, at);
            Piece(text[at..end], blocks, room);
            at = end;
        }

        if (room.Characters == 0) throw new UnreadableDocumentException(UnreadableReason.NoText, "The document has no text.");
        return new DocumentText([new DocumentPage(1, null, null, blocks)], room.Characters, cut || room.Truncated);
    }

    private static int PieceEnd(string text, int at)
    {
        var end = text.LastIndexOf("\n\n", at + MaxPiece, MaxPiece, StringComparison.Ordinal);
        if (end <= at) end = text.LastIndexOf('\n', at + MaxPiece, MaxPiece);
        return end <= at ? at + MaxPiece : end + 1;
    }

    private static void Piece(string piece, List<TextBlock> blocks, TextRoom room)
    {
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(piece, Pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig's answer to what is nested too deeply.
            blocks.AddRange(FlatText.Blocks(piece, room));
            return;
        }

        foreach (var block in document) Add(block, 0, blocks, room);
    }

    private static void Add(Block block, int depth, List<TextBlock> blocks, TextRoom room)
    {
        switch (block)
        {
            case HeadingBlock heading: Add(BlockKind.Heading, Text(heading.Inline), heading.Level, blocks, room); break;
            case Table table: AddTable(table, blocks, room); break;
            case YamlFrontMatterBlock or LinkReferenceDefinitionGroup or HtmlBlock: break;
            case CodeBlock code: Add(BlockKind.Code, code.Lines.ToString().TrimEnd(), 0, blocks, room); break;
            case ParagraphBlock { Parent: ListItemBlock item } first when item[0] == first: Add(BlockKind.ListItem, Text(first.Inline), depth, blocks, room); break;
            case LeafBlock leaf: Add(BlockKind.Paragraph, Text(leaf.Inline), 0, blocks, room); break;
            case ContainerBlock inner:
                foreach (var child in inner) Add(child, depth + (block is ListBlock ? 1 : 0), blocks, room);
                break;
        }
    }

    private static void Add(BlockKind kind, string text, int level, List<TextBlock> blocks, TextRoom room)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        var kept = room.Take(kind == BlockKind.Code ? text : text.Trim());
        if (kept.Length > 0) blocks.Add(TextBlock.Flowing(kind, kept, level));
    }

    private static void AddTable(Table table, List<TextBlock> blocks, TextRoom room)
    {
        var rows = table.OfType<TableRow>()
            .Select(row => (IReadOnlyList<string>)[.. row.OfType<TableCell>().Select(Cell)])
            .Where(row => row.Any(cell => cell.Length > 0)).ToList();
        if (rows.Count == 0) return;
        var block = TextBlock.Table(rows);
        var kept = room.Take(block.Text);
        if (kept.Length == block.Text.Length) blocks.Add(block);
        else if (kept.Length > 0) blocks.Add(TextBlock.Flowing(BlockKind.Paragraph, kept));
    }

    private static string Cell(TableCell cell) => string.Join(' ', cell.OfType<LeafBlock>().Select(leaf => Text(leaf.Inline))).Replace('\n', ' ').Trim();

    private static string Text(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines?.Descendants() ?? [])
        {
            switch (inline)
            {
                case LiteralInline literal: text.Append(literal.Content.AsSpan()); break;
                case CodeInline code: text.Append(code.Content); break;
                case HtmlEntityInline entity: text.Append(entity.Transcoded.AsSpan()); break;
                case AutolinkInline link: text.Append(link.Url); break;
                case LineBreakInline line: text.Append(line.IsHard ? '\n' : ' '); break;
            }
        }

        return text.ToString();
    }
}
