using System.Globalization;
using System.Xml;

namespace Scopix.Emulator.Media.Word;

/// <summary>Reading the XML of a DOCX: streaming, without DTDs and entities, at most 256 levels deep.</summary>
internal static class WordXml
{
    private const int MaxDepth = 256;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = ZipPart.MaxUnpacked,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    public static XmlReader Open(Stream part) => XmlReader.Create(part, Settings);

    /// <summary>Goes to the next node; false at the end.</summary>
    /// <exception cref="UnreadableDocumentException">It nests too deeply.</exception>
    /// <exception cref="XmlException">It is no XML, or has a DTD.</exception>
    public static bool Next(XmlReader reader)
    {
        if (!reader.Read()) return false;
        return reader.Depth <= MaxDepth ? true : throw UnreadableDocumentException.Broken("The document is broken: its XML nests too deeply.");
    }

    /// <summary>Goes behind the current element.</summary>
    public static void Skip(XmlReader reader)
    {
        if (reader.IsEmptyElement) return;
        var depth = reader.Depth;
        while (Next(reader) && reader.Depth > depth) ;
    }

    /// <summary>An attribute by its local name, whatever namespace it is in.</summary>
    public static string? Value(XmlReader reader, string name)
    {
        var value = (string?)null;
        for (var found = reader.MoveToFirstAttribute(); found && value is null; found = reader.MoveToNextAttribute())
            if (reader.LocalName == name) value = reader.Value;
        reader.MoveToElement();
        return value;
    }

    /// <summary>The number in <c>w:val</c>.</summary>
    public static int? Number(XmlReader reader) =>
        int.TryParse(Value(reader, "val"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
