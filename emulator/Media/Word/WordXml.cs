using System.Globalization;
using System.Xml;

namespace Scopix.Media.Word;

/// <summary>Reading the XML of a DOCX: streaming, without DTDs and entities, at most 256 levels deep.</summary>
internal static class WordXml
{
    private const int MaxDepth = 256;

    public static XmlReader OpenReader(
        Stream part, ReadingBudget budget) => XmlReader.Create(new XmlLimitStream(part, budget), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = ZipEntryStream.MaxDecompressedLength,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        NameTable = new BoundedNameTable(),
    });

    /// <summary>Goes to the next node; false at the end.</summary>
    /// <exception cref="UnreadableDocumentException">It nests too deeply.</exception>
    /// <exception cref="XmlException">It is no XML, or has a DTD.</exception>
    public static bool ReadNext(XmlReader reader)
    {
        if (!reader.Read()) return false;
        return reader.Depth <= MaxDepth
            ? true : throw UnreadableDocumentException.CreateBroken("The document is broken: its XML nests too deeply.");
    }

    /// <summary>Whether an element is one of WordprocessingML, transitional or strict.</summary>
    public static bool IsWordElement(XmlReader reader) => reader.NamespaceURI.Contains("wordprocessingml", StringComparison.Ordinal);

    /// <summary>Whether a node is text, white space included.</summary>
    public static bool IsTextNode(XmlReader reader) =>
        reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace;

    /// <summary>Whether an element is one of Office's mathematics.</summary>
    public static bool IsMathElement(XmlReader reader) => reader.NamespaceURI.EndsWith("/math", StringComparison.Ordinal);

    /// <summary>Whether an element is one of drawings, whose text has paragraphs and runs of its own.</summary>
    public static bool IsDrawingElement(XmlReader reader) => reader.NamespaceURI.Contains("drawingml", StringComparison.Ordinal);

    /// <summary>Goes behind the current element.</summary>
    public static void SkipElement(XmlReader reader)
    {
        if (reader.IsEmptyElement) return;
        var depth = reader.Depth;
        while (ReadNext(reader) && reader.Depth > depth) ;
    }

    /// <summary>An attribute by its local name, whatever namespace it is in.</summary>
    public static string? GetAttribute(XmlReader reader, string name)
    {
        var value = (string?)null;
        for (var found = reader.MoveToFirstAttribute(); found && value is null; found = reader.MoveToNextAttribute())
            if (reader.LocalName == name) value = reader.Value;
        reader.MoveToElement();
        return value;
    }

    /// <summary>Whether <c>w:val</c> of a switch such as <c>w:vanish</c> says yes, which it does when it is left out.</summary>
    public static bool IsEnabled(XmlReader reader) => GetAttribute(reader, "val") is not ("0" or "false" or "off");

    /// <summary>The number in <c>w:val</c>.</summary>
    public static int? GetNumber(XmlReader reader) =>
        int.TryParse(GetAttribute(reader, "val"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : null;
}
