using System.Globalization;
using System.Xml;

namespace Scopix.Emulator.Media.Word;

/// <summary>Reading the XML of a DOCX: streaming, without DTDs and entities, at most 256 levels deep.</summary>
internal static class WordXml
{
    private const int MaxDepth = 256;

    public static XmlReader Open(Stream part, ReadingBudget budget) => XmlReader.Create(new XmlGuard(part, budget), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = ZipPart.MaxUnpacked,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        NameTable = new BoundedNames(),
    });

    /// <summary>Goes to the next node; false at the end.</summary>
    /// <exception cref="UnreadableDocumentException">It nests too deeply.</exception>
    /// <exception cref="XmlException">It is no XML, or has a DTD.</exception>
    public static bool Next(XmlReader reader)
    {
        if (!reader.Read()) return false;
        return reader.Depth <= MaxDepth ? true : throw UnreadableDocumentException.Broken("The document is broken: its XML nests too deeply.");
    }

    /// <summary>Whether an element is one of WordprocessingML, transitional or strict.</summary>
    public static bool IsWord(XmlReader reader) => reader.NamespaceURI.Contains("wordprocessingml", StringComparison.Ordinal);

    /// <summary>Whether a node is text, white space included.</summary>
    public static bool IsText(XmlReader reader) =>
        reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace;

    /// <summary>Whether an element is one of Office's mathematics.</summary>
    public static bool IsMath(XmlReader reader) => reader.NamespaceURI.EndsWith("/math", StringComparison.Ordinal);

    /// <summary>Whether an element is one of drawings, whose text has paragraphs and runs of its own.</summary>
    public static bool IsDrawing(XmlReader reader) => reader.NamespaceURI.Contains("drawingml", StringComparison.Ordinal);

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

    /// <summary>Whether <c>w:val</c> of a switch such as <c>w:vanish</c> says yes, which it does when it is left out.</summary>
    public static bool IsOn(XmlReader reader) => Value(reader, "val") is not ("0" or "false" or "off");

    /// <summary>The number in <c>w:val</c>.</summary>
    public static int? Number(XmlReader reader) =>
        int.TryParse(Value(reader, "val"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
