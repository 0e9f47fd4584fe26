using System.Text.RegularExpressions;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Media;

namespace Scopix.Emulator.Api.Scopix.Documents;

/// <summary>
/// Divides a document into chunks: a chunk never crosses a heading, each table and each block of code is its own chunk, and
/// paragraphs are joined up to <see cref="MaxTokens"/> tokens (how the service divides is unknown: assumed).
/// </summary>
internal sealed partial class Chunker
{
    /// <summary>The most tokens in a chunk; a longer paragraph is divided between sentences, or between words.</summary>
    public const int MaxTokens = 300;

    private const int MaxHeadingLength = 500;

    private readonly List<ChunkRecord> _chunks = [];
    private readonly List<(int Level, string Text)> _headings = [];
    private readonly StringBuilder _text = new();
    private readonly SortedSet<int> _pages = [];
    private int _tokens;
    private string _type = "paragraph";

    private Chunker()
    {
    }

    public static List<ChunkRecord> Split(DocumentText document)
    {
        var chunker = new Chunker();
        foreach (var page in document.Pages)
            foreach (var block in page.Blocks) chunker.AddBlock(block, page.Number);
        chunker.FinishChunk();
        return chunker._chunks;
    }

    public static int CountTokens(string text) => Token().Count(text);

    private void AddBlock(TextBlock block, int page)
    {
        if (block.Kind == BlockKind.Heading)
        {
            FinishChunk();
            _headings.RemoveAll(heading => heading.Level >= block.Level);
            _headings.Add((block.Level, TextTruncation.Truncate(block.Text, MaxHeadingLength)));
            return;
        }
        var type = block.Kind switch
        {
            BlockKind.ListItem => "list",
            BlockKind.Table => "table",
            BlockKind.Code => "code",
            _ => "paragraph",
        };
        if (type != _type || type is "table" or "code") FinishChunk();
        _type = type;
        foreach (var piece in SplitToFit(block.Text))
        {
            var tokens = CountTokens(piece);
            if (_tokens + tokens > MaxTokens) FinishChunk();
            _text.Append(_text.Length == 0 ? "" : type == "list" ? "\n" : "\n\n").Append(piece);
            _pages.Add(page);
            _tokens += tokens;
        }
    }

    private void FinishChunk()
    {
        if (_text.Length > 0)
            _chunks.Add(new ChunkRecord(
                _chunks.Count, _text.ToString(), [.. _pages], [.. _headings.Select(heading => heading.Text)], _tokens, _type));
        _text.Clear();
        _pages.Clear();
        _tokens = 0;
    }

    /// <summary>
    /// Divides a text into pieces that fit into a chunk: as a whole if it fits, otherwise by sentences, otherwise by words.
    /// </summary>
    private static IEnumerable<string> SplitToFit(string text)
    {
        if (CountTokens(text) <= MaxTokens) return [text];
        return JoinUpToLimit(SentenceEnd().Split(text).SelectMany(sentence =>
            CountTokens(sentence) <= MaxTokens ? [sentence] : JoinUpToLimit(sentence.Split(' ').SelectMany(SplitLongWord))));
    }

    private static IEnumerable<string> JoinUpToLimit(IEnumerable<string> parts)
    {
        var (joined, tokens) = (new StringBuilder(), 0);
        foreach (var part in parts)
        {
            var added = CountTokens(part);
            if (tokens + added > MaxTokens && joined.Length > 0)
            {
                yield return joined.ToString();
                joined.Clear();
                tokens = 0;
            }
            joined.Append(joined.Length == 0 ? "" : " ").Append(part);
            tokens += added;
        }
        if (joined.Length > 0) yield return joined.ToString();
    }

    private static IEnumerable<string> SplitLongWord(string word)
    {
        for (var at = 0; at < word.Length;)
        {
            var piece = TextTruncation.Truncate(word.Substring(at, Math.Min(MaxTokens + 1, word.Length - at)), MaxTokens);
            yield return piece;
            at += piece.Length;
        }
    }

    [GeneratedRegex(@"[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex(@"(?<=[.!?…。！？])\s+", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();
}
