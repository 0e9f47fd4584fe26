using System.Text;
using System.Xml;

namespace Scopix.Emulator.Media.Word;

/// <summary>DOCX (ECMA-376): streamed out of its ZIP. A note stands behind the paragraph that refers to it.</summary>
internal static class WordText
{
    private const int LongestName = 64, MaxNotes = 100_000;

    /// <exception cref="UnreadableDocumentException">Broken, without text, or too large.</exception>
    public static DocumentText Read(FileBytes bytes, CancellationToken cancel)
    {
        var entries = ZipDirectory.Entries(bytes, LongestName);
        var styles = Part(bytes, entries, "word/styles.xml", WordStyles.Read) ?? WordStyles.Read(null);
        var notes = new Dictionary<string, string>();
        foreach (var kind in new[] { "footnote", "endnote" })
            Part(bytes, entries, $"word/{kind}s.xml", reader => Notes(reader, kind, notes));

        var pages = new WordPages();
        var body = new WordBody(styles, notes, pages);
        if (Part(bytes, entries, "word/document.xml", reader => body.Read(reader, cancel)) is null)
            throw UnreadableDocumentException.Broken("The document is broken: it has no body.");
        if (pages.Room.Characters == 0) throw new UnreadableDocumentException(UnreadableReason.NoText, "The document has no text.");
        return new DocumentText(pages.Finish(), pages.Room.Characters, pages.Room.Truncated);
    }

    private static string? Part(FileBytes bytes, List<ZipEntry> entries, string name, Action<XmlReader> read) =>
        Part(bytes, entries, name, reader =>
        {
            read(reader);
            return "read";
        });

    private static T? Part<T>(FileBytes bytes, List<ZipEntry> entries, string name, Func<XmlReader, T> read)
        where T : class
    {
        if (entries.Find(entry => entry.Name == name) is not { } entry) return null;
        using var part = ZipPart.Open(bytes, entry);
        try
        {
            using var reader = WordXml.Open(part);
            return read(reader);
        }
        catch (XmlException)
        {
            throw UnreadableDocumentException.Broken("The document is broken: its XML does not make sense.");
        }
    }

    /// <summary>The text of notes by kind and id. Separators, which every document has, are notes without text.</summary>
    private static void Notes(XmlReader reader, string kind, Dictionary<string, string> notes)
    {
        string? id = null;
        var text = new StringBuilder();
        var left = DocumentReader.MaxCharacters;
        while (WordXml.Next(reader) && left > 0 && notes.Count < MaxNotes)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == kind)
            {
                if (id is not null) notes[kind + id] = text.ToString();
                id = WordXml.Value(reader, "id");
                text.Clear();
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace)
            {
                text.Append(reader.Value);
                left -= reader.Value.Length;
            }
        }

        if (id is not null) notes[kind + id] = text.ToString();
    }
}
