using System.Text;
using System.Text.RegularExpressions;
using Scopix.Emulator.Media;

namespace Scopix.Emulator.Documents;

/// <summary>
/// Cuts a document into chunks along its headings: a chunk never reaches over a heading, tables and code stand alone, and
/// paragraphs are gathered up to <see cref="Most"/> tokens (how the service cuts is unknown: assumed).
/// </summary>
public sealed partial class Chunker
{
    /// <summary>Tokens in a chunk; a longer paragraph is cut between sentences, or between words.</summary>
    public const int Most = 300;

    private const int LongestHeading = 500;

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
    public static List<ChunkRecord> Cut(DocumentText document)
    {
        var chunker = new Chunker();
        foreach (var page in document.Pages)
            foreach (var block in page.Blocks) chunker.Take(block, page.Number);
        chunker.Close();
        return chunker._chunks;
    }

    /// <summary>Words and single signs.</summary>
    public static int Tokens(string text) => Token().Count(text);

    private void Take(TextBlock block, int page)
    {
        if (block.Kind == BlockKind.Heading)
        {
            Close();
            _headings.RemoveAll(heading => heading.Level >= block.Level);
            _headings.Add((block.Level, Shortened(block.Text, LongestHeading)));
            return;
        }
        var type = block.Kind switch { BlockKind.ListItem => "list", BlockKind.Table => "table", BlockKind.Code => "code", _ => "paragraph" };
        if (type != _type || type is "table" or "code") Close();
        _type = type;
        foreach (var piece in Pieces(block.Text))
        {
            var tokens = Tokens(piece);
            if (_tokens + tokens > Most) Close();
            _text.Append(_text.Length == 0 ? "" : type == "list" ? "\n" : "\n\n").Append(piece);
            _pages.Add(page);
            _tokens += tokens;
        }
    }

    private void Close()
    {
        if (_text.Length > 0)
            _chunks.Add(new ChunkRecord(_chunks.Count, _text.ToString(), [.. _pages], [.. _headings.Select(heading => heading.Text)], _tokens, _type));
        _text.Clear();
        _pages.Clear();
        _tokens = 0;
    }

    /// <summary>A text in pieces that each fit: whole if it does, else by sentences, else by words.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        if (Tokens(text) <= Most) return [text];
        return Gathered(SentenceEnd().Split(text).SelectMany(sentence => Tokens(sentence) <= Most ? [sentence] : Gathered(sentence.Split(' ').SelectMany(Halved))));
    }

    /// <summary>Neighbours joined as long as they fit together.</summary>
    private static IEnumerable<string> Gathered(IEnumerable<string> parts)
    {
        var (gathered, tokens) = (new StringBuilder(), 0);
        foreach (var part in parts)
        {
            var more = Tokens(part);
            if (tokens + more > Most && gathered.Length > 0)
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
    private static IEnumerable<string> Halved(string word)
    {
        for (var at = 0; at < word.Length;)
        {
            var piece = Shortened(word.Substring(at, Math.Min(Most + 1, word.Length - at)), Most);
            yield return piece;
            at += piece.Length;
        }
    }

    /// <summary>The beginning of a text; a pair of surrogates is not cut.</summary>
    private static string Shortened(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    [GeneratedRegex(@"[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex(@"(?<=[.!?…。！？])\s+", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();
}
