using System.Text;
using System.Text.RegularExpressions;
using Scopix.Media;

namespace Scopix.Emulator.Api.Scopix.Documents;

/// <summary>
/// Cuts a document into chunks along its headings: a chunk never reaches over a heading, tables and code stand alone, and
/// paragraphs are gathered up to <see cref="MaxTokens"/> tokens (how the service cuts is unknown: assumed).
/// </summary>
internal sealed partial class Chunker
{
    /// <summary>Tokens in a chunk; a longer paragraph is cut between sentences, or between words.</summary>
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

    /// <summary>The chunks of a document, in reading order.</summary>
    public static List<ChunkRecord> Split(DocumentText document)
    {
        var chunker = new Chunker();
        foreach (var page in document.Pages)
            foreach (var block in page.Blocks) chunker.AddBlock(block, page.Number);
        chunker.FinishChunk();
        return chunker._chunks;
    }

    /// <summary>Words and single signs.</summary>
    public static int CountTokens(string text) => Token().Count(text);

    private void AddBlock(TextBlock block, int page)
    {
        if (block.Kind == BlockKind.Heading)
        {
            FinishChunk();
            _headings.RemoveAll(heading => heading.Level >= block.Level);
            _headings.Add((block.Level, Truncate(block.Text, MaxHeadingLength)));
            return;
        }
        var type = block.Kind switch { BlockKind.ListItem => "list", BlockKind.Table => "table", BlockKind.Code => "code",
            _ => "paragraph" };
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
            _chunks.Add(
                new ChunkRecord(_chunks.Count, _text.ToString(), [.. _pages], [.. _headings.Select(heading => heading.Text)], _tokens,
                    _type));
        _text.Clear();
        _pages.Clear();
        _tokens = 0;
    }

    /// <summary>A text in pieces that each fit: whole if it does, else by sentences, else by words.</summary>
    private static IEnumerable<string> SplitToFit(string text)
    {
        if (CountTokens(text) <= MaxTokens) return [text];
        return JoinUpToLimit(
            SentenceEnd().Split(text)
                .SelectMany(
                    sentence => CountTokens(sentence) <= MaxTokens
                        ? [sentence] : JoinUpToLimit(sentence.Split(' ').SelectMany(SplitLongWord))));
    }

    /// <summary>Neighbours joined as long as they fit together.</summary>
    private static IEnumerable<string> JoinUpToLimit(IEnumerable<string> parts)
    {
        var (gathered, tokens) = (new StringBuilder(), 0);
        foreach (var part in parts)
        {
            var more = CountTokens(part);
            if (tokens + more > MaxTokens && gathered.Length > 0)
            {
                yield return gathered.ToString();
                gathered.Clear();
                tokens = 0;
            }
            gathered.Append(gathered.Length == 0 ? "" : " ").Append(part);
            tokens += more;
        }
        if (gathered.Length > 0) yield return gathered.ToString();
    }

    /// <summary>Something without a space that is too long for a chunk, in pieces.</summary>
    private static IEnumerable<string> SplitLongWord(string word)
    {
        for (var at = 0; at < word.Length;)
        {
            var piece = Truncate(word.Substring(at, Math.Min(MaxTokens + 1, word.Length - at)), MaxTokens);
            yield return piece;
            at += piece.Length;
        }
    }

    /// <summary>The beginning of a text; a pair of surrogates is not cut.</summary>
    private static string Truncate(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    [GeneratedRegex(@"[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex(@"(?<=[.!?…。！？])\s+", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();
}
