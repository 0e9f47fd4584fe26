using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Scopix.Emulator.Media.Md;

namespace Scopix.Emulator.Media;

/// <summary>
/// MD: Markdig finds the blocks, our own readers the text in them (<see cref="InlineReader"/>, <see cref="HtmlText"/>). A piece
/// that nests too deeply for Markdig (128 levels) reads as flat text.
/// </summary>
internal sealed class MarkdownText
{
    private static readonly MarkdownPipeline Blocks = BlocksAlone();

    private readonly List<TextBlock> _blocks = [];
    private readonly TextRoom _room = new();
    private readonly ReadingBudget _budget;
    private readonly MarkdownPieces _pieces;

    private MarkdownText(string text, ReadingBudget budget) => (_budget, _pieces) = (budget, new MarkdownPieces(text, budget));

    public static DocumentText Read(Stream source, TextFormat? known, ReadingBudget budget)
    {
        var reading = new MarkdownText(FlatText.Text(source, known, budget.Cancel, out var cut), budget);
        foreach (var piece in reading._pieces.Read())
        {
            if (reading._room.IsFull) break;
            budget.Cancel.ThrowIfCancellationRequested();
            reading.Piece(piece);
        }

        var room = reading._room;
        if (room.Characters == 0) throw new UnreadableDocumentException(UnreadableReason.NoText, "The document has no text.");
        return new DocumentText([new DocumentPage(1, null, null, reading._blocks)], room.Characters, cut || room.Truncated);
    }

    private static MarkdownPipeline BlocksAlone()
    {
        var builder = new MarkdownPipelineBuilder().UseYamlFrontMatter();
        builder.BlockParsers.Insert(0, new PipeTableBlockParser());
        builder.InlineParsers.Clear();
        return builder.Build();
    }

    private void Piece(string piece)
    {
        if (MarkdownPieces.IsTooDeep(piece) || Parsed(piece) is not { } document) _blocks.AddRange(FlatText.Blocks(piece, _room));
        else
            foreach (var block in document) Add(block, 0);
    }

    /// <summary>Null for what is nested too deeply for Markdig, which finds out slowly: long lines are looked at before.</summary>
    private static MarkdownDocument? Parsed(string piece)
    {
        try
        {
            return Markdown.Parse(piece, Blocks);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private void Add(Block block, int depth)
    {
        _budget.Spend(20);
        switch (block)
        {
            case HeadingBlock heading: Add(BlockKind.Heading, Text(heading).Replace('\n', ' '), heading.Level); break;
            case YamlFrontMatterBlock: break;
            case LinkReferenceDefinition { Label: ['^', ..] } note: Add(BlockKind.Paragraph, $"{note.Url} {note.Title}", 0); break;
            case LinkReferenceDefinition: break;
            case HtmlBlock html: AddHtml(html, depth); break;
            case CodeBlock code: Add(BlockKind.Code, code.Lines.ToString().TrimEnd(), 0); break;
            case ParagraphBlock { Parent: ListItemBlock item } first when item[0] == first: AddText(BlockKind.ListItem, Source(first), depth); break;
            case LeafBlock leaf: AddText(BlockKind.Paragraph, Source(leaf), 0); break;
            case ContainerBlock inner:
                foreach (var child in inner) Add(child, depth + (block is ListBlock ? 1 : 0));
                break;
        }
    }

    /// <summary>A paragraph, its end perhaps a table.</summary>
    private void AddText(BlockKind kind, string source, int level)
    {
        var lines = source.Contains('|') ? source.Split('\n') : [];
        var head = MarkdownTable.HeadLine(lines);
        if (head != 0) Add(kind, Text(head < 0 ? source : string.Join('\n', lines[..head])), level);
        if (head < 0) return;
        AddTable([.. lines[head..].Where((_, i) => i != 1).Select(Cells)]);
    }

    private IReadOnlyList<string> Cells(string line) =>
        [.. MarkdownTable.Cells(line).Select(cell => Text(cell).Replace("\n", " ", StringComparison.Ordinal))];

    private void AddHtml(HtmlBlock html, int depth)
    {
        foreach (var part in HtmlText.Read(html.Lines.ToString(), _budget))
        {
            if (part.Rows is { } rows) AddTable(rows);
            else Add(part.Kind, part.Text, part.Kind == BlockKind.ListItem ? part.Level + depth : part.Level);
        }
    }

    private void Add(BlockKind kind, string text, int level)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        var kept = _room.Take(kind == BlockKind.Code ? text : text.Trim());
        if (kept.Length > 0) _blocks.Add(TextBlock.Flowing(kind, kept, level));
    }

    private void AddTable(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var filled = rows.Where(row => row.Any(cell => cell.Length > 0)).ToList();
        if (filled.Count == 0) return;
        var block = TextBlock.Table(filled);
        var kept = _room.Take(block.Text);
        if (kept.Length == block.Text.Length) _blocks.Add(block);
        else if (kept.Length > 0) _blocks.Add(TextBlock.Flowing(BlockKind.Paragraph, kept));
    }

    private string Text(LeafBlock leaf) => Text(Source(leaf));

    private string Text(string source) => InlineReader.Read(source, _pieces.Labels, _budget);

    /// <summary>A block's lines; without inline parsers they are one literal.</summary>
    private static string Source(LeafBlock leaf) =>
        string.Concat((leaf.Inline ?? []).OfType<LiteralInline>().Select(literal => literal.Content.ToString()));
}
