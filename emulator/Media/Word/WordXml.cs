namespace Scopix.Media.Word;

/// <summary>Reads the XML of a DOCX: streaming, without DTDs and entities, at most 256 levels deep.</summary>
internal static class WordXml
{
    private const int MaxDepth = 256;

    public static XmlReader OpenReader(Stream part, ReadingBudget budget) =>
        XmlReader.Create(new XmlLimitStream(part, budget), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = ZipEntryStream.MaxDecompressedLength,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            NameTable = new BoundedNameTable(),
        });

    /// <summary>False at the end.</summary>
    /// <exception cref="UnreadableDocumentException">It nests too deeply.</exception>
    /// <exception cref="XmlException">It is not XML, or has a DTD.</exception>
    public static bool ReadNext(XmlReader reader)
    {
        if (!reader.Read()) return false;
        return reader.Depth <= MaxDepth
            ? true : throw UnreadableDocumentException.CreateBroken("The document is broken: its XML nests too deeply.");
    }

    /// <summary>Transitional or strict WordprocessingML.</summary>
    public static bool IsWordElement(XmlReader reader) => reader.NamespaceURI.Contains("wordprocessingml", StringComparison.Ordinal);

    public static bool IsTextNode(XmlReader reader) =>
        reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace;

    public static bool IsMathElement(XmlReader reader) => reader.NamespaceURI.EndsWith("/math", StringComparison.Ordinal);

    /// <summary>Drawings have paragraphs and runs of their own.</summary>
    public static bool IsDrawingElement(XmlReader reader) => reader.NamespaceURI.Contains("drawingml", StringComparison.Ordinal);

    public static void SkipElement(XmlReader reader)
    {
        if (reader.IsEmptyElement) return;
        var depth = reader.Depth;
        while (ReadNext(reader) && reader.Depth > depth) ;
    }

    public static string? GetAttribute(XmlReader reader, string name)
    {
        var value = (string?)null;
        for (var found = reader.MoveToFirstAttribute(); found && value is null; found = reader.MoveToNextAttribute())
            if (reader.LocalName == name) value = reader.Value;
        reader.MoveToElement();
        return value;
    }

    /// <summary>The <c>w:val</c> of a switch such as <c>w:vanish</c>; a switch without it is on.</summary>
    public static bool IsEnabled(XmlReader reader) => GetAttribute(reader, "val") is not ("0" or "false" or "off");

    /// <summary>The depth from 1 in <c>w:ilvl</c>, which counts from 0.</summary>
    public static int GetListLevel(XmlReader reader) => Math.Clamp((GetNumber(reader) ?? 0) + 1, 1, 9);

    public static int? GetNumber(XmlReader reader) =>
        int.TryParse(GetAttribute(reader, "val"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : null;
}
