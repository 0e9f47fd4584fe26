using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Scopix.Media.Markdown;

namespace Scopix.Media;

/// <summary>MD: Markdig finds the blocks, <see cref="InlineReader"/> and <see cref="HtmlTextReader"/> read their text. A piece that nests
/// too deeply for Markdig (128 levels) is read as plain text.</summary>
internal sealed class MarkdownReader
{
    private static readonly MarkdownPipeline BlockPipeline = CreateBlockPipeline();
    private readonly List<TextBlock> _blocks = [];
    private readonly TextLimiter _limiter = new();
    private readonly ReadingBudget _budget;
    private readonly MarkdownSplitter _splitter;

    private MarkdownReader(string text, ReadingBudget budget) => (_budget, _splitter) = (budget, new MarkdownSplitter(text, budget));

    public static DocumentText Read(Stream source, TextFormat? known, ReadingBudget budget)
    {
        var reader = new MarkdownReader(PlainTextReader.ReadText(source, known, budget.CancellationToken, out var isTruncated), budget);
        foreach (var piece in reader._splitter.Split())
        {
            if (reader._limiter.IsTruncated) break;
            budget.CancellationToken.ThrowIfCancellationRequested();
            reader.ReadPiece(piece);
        }
        var limiter = reader._limiter;
        if (limiter.CharacterCount == 0) throw new UnreadableDocumentException(UnreadableReason.NoText, "The document has no text.");
        return new DocumentText(
            [new DocumentPage(1, reader._blocks)], limiter.CharacterCount, isTruncated || limiter.IsTruncated);
    }

    private static MarkdownPipeline CreateBlockPipeline()
    {
        var builder = new MarkdownPipelineBuilder().UseYamlFrontMatter();
        builder.BlockParsers.Insert(0, new PipeTableBlockParser());
        builder.InlineParsers.Clear();
        return builder.Build();
    }

    private void ReadPiece(string piece)
    {
        if (MarkdownSplitter.IsTooDeep(piece) || TryParse(piece) is not { } document)
            _blocks.AddRange(PlainTextReader.SplitParagraphs(piece, _limiter));
        else
            foreach (var block in document) AddBlock(block, 0);
    }

    /// <summary>Null when the piece nests too deeply, which Markdig detects slowly; <see cref="MarkdownSplitter.IsTooDeep"/> is the fast
    /// check.</summary>
    private static MarkdownDocument? TryParse(string piece)
    {
        try
        {
            return Markdig.Markdown.Parse(piece, BlockPipeline);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private void AddBlock(Block block, int depth)
    {
        _budget.Spend(20);
        switch (block)
        {
            case HeadingBlock heading: AddBlock(BlockKind.Heading, ReadInlineText(heading).Replace('\n', ' '), heading.Level); break;
            case YamlFrontMatterBlock: break;
            case LinkReferenceDefinition { Label: ['^', ..] } note: AddBlock(BlockKind.Paragraph, $"{note.Url} {note.Title}", 0); break;
            case LinkReferenceDefinition: break;
            case HtmlBlock html: AddHtml(html, depth); break;
            case CodeBlock code: AddBlock(BlockKind.Code, code.Lines.ToString().TrimEnd(), 0); break;
            case ParagraphBlock { Parent: ListItemBlock item } paragraph when item[0] == paragraph:
                AddText(BlockKind.ListItem, GetSource(paragraph), depth);
                break;
            case LeafBlock leaf: AddText(BlockKind.Paragraph, GetSource(leaf), 0); break;
            case ContainerBlock inner:
                foreach (var child in inner) AddBlock(child, depth + (block is ListBlock ? 1 : 0));
                break;
        }
    }

    /// <summary>Adds a paragraph that may end with a table.</summary>
    private void AddText(BlockKind kind, string source, int level)
    {
        var lines = source.Contains('|') ? source.Split('\n') : [];
        var head = MarkdownTable.FindHeaderLine(lines);
        if (head != 0) AddBlock(kind, ReadInlineText(head < 0 ? source : string.Join('\n', lines[..head])), level);
        if (head < 0) return;
        AddTable([.. lines[head..].Where((_, i) => i != 1).Select(ReadCells)]);
    }

    private IReadOnlyList<string> ReadCells(string line) =>
        [.. MarkdownTable.SplitCells(line).Select(cell => ReadInlineText(cell).Replace("\n", " ", StringComparison.Ordinal))];

    private void AddHtml(HtmlBlock html, int depth)
    {
        foreach (var part in HtmlTextReader.Read(html.Lines.ToString(), _budget))
        {
            if (part.Rows is { } rows) AddTable(rows);
            else AddBlock(part.Kind, part.Text, part.Kind == BlockKind.ListItem ? part.Level + depth : part.Level);
        }
    }

    private void AddBlock(BlockKind kind, string text, int level) => _limiter.AddBlock(_blocks, kind, text, level);

    private void AddTable(IReadOnlyList<IReadOnlyList<string>> rows) =>
        _limiter.AddTable(_blocks, [.. rows.Where(row => row.Any(cell => cell.Length > 0))]);

    private string ReadInlineText(LeafBlock leaf) => ReadInlineText(GetSource(leaf));

    private string ReadInlineText(string source) => InlineReader.Read(source, _splitter.Labels, _budget);

    /// <summary>Without inline parsers, a block's lines are literals.</summary>
    private static string GetSource(LeafBlock leaf) =>
        string.Concat((leaf.Inline ?? []).OfType<LiteralInline>().Select(literal => literal.Content.ToString()));
}
