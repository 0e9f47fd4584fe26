using System.Xml;

namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>A document of one table on landscape pages; its bold header row is repeated on each page.</summary>
internal sealed class DocxTableWriter : ITableWriter
{
    /// <summary>The rows of a table, header included (public: Word's operating parameter limitations).</summary>
    public const int MaxRows = 32_767;

    /// <summary>The columns of a table (public: Word's operating parameter limitations).</summary>
    public const int MaxColumns = 63;

    /// <summary>In twentieths of a point.</summary>
    private const int PageWidth = 16_838, Margin = 720;

    private const string Namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private const string ContentTypes = """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Default Extension="xml" ContentType="application/xml"/>
        <Override PartName="/word/document.xml"
         ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
        </Types>
        """;

    private const string PackageRelationships = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
         Target="word/document.xml"/>
        </Relationships>
        """;

    private const string TableProperties = """
        <w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>
        <w:top w:val="single"/><w:left w:val="single"/><w:bottom w:val="single"/><w:right w:val="single"/>
        <w:insideH w:val="single"/><w:insideV w:val="single"/>
        </w:tblBorders></w:tblPr>
        """;

    private const string SectionProperties = """
        <w:p/>
        <w:sectPr>
        <w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>
        <w:pgMar w:top="720" w:right="720" w:bottom="720" w:left="720" w:header="720" w:footer="720" w:gutter="0"/>
        </w:sectPr>
        """;

    private readonly OfficePackage _package;
    private readonly XmlWriter _document;

    public DocxTableWriter(Stream target, ExportCell[] header)
    {
        _package = new OfficePackage(target);
        _package.AddPart("[Content_Types].xml", ContentTypes);
        _package.AddPart("_rels/.rels", PackageRelationships);
        _document = _package.OpenPart("word/document.xml");
        foreach (var name in (string[])["document", "body", "tbl"]) StartElement(name);
        _document.WriteRaw(TableProperties);
        StartElement("tblGrid");
        var width = ((PageWidth - 2 * Margin) / header.Length).ToString(CultureInfo.InvariantCulture);
        foreach (var _ in header)
        {
            StartElement("gridCol");
            _document.WriteAttributeString("w", Namespace, width);
            _document.WriteEndElement();
        }
        _document.WriteEndElement();
        WriteCells(header, isHeader: true);
    }

    public void WriteRow(ExportCell[] row) => WriteCells(row, isHeader: false);

    public void Dispose()
    {
        _document.WriteEndElement();
        _document.WriteRaw(SectionProperties);
        _document.WriteEndElement();
        _document.WriteEndElement();
        _package.Dispose();
    }

    private void StartElement(string name) => _document.WriteStartElement("w", name, Namespace);

    private void WriteCells(ExportCell[] row, bool isHeader)
    {
        StartElement("tr");
        if (isHeader) _document.WriteRaw("<w:trPr><w:tblHeader/></w:trPr>");
        foreach (var cell in row)
        {
            foreach (var name in (string[])["tc", "p", "r"]) StartElement(name);
            if (isHeader) _document.WriteRaw("<w:rPr><w:b/></w:rPr>");
            WriteText(XmlText.RemoveInvalidCharacters(cell.Text));
            for (var level = 0; level < 3; level++) _document.WriteEndElement();
        }
        _document.WriteEndElement();
    }

    private void WriteText(string text)
    {
        foreach (var (line, index) in text.Split('\n').Select((line, index) => (line, index)))
        {
            if (index > 0) _document.WriteRaw("<w:br/>");
            var parts = line.Split('\t');
            for (var part = 0; part < parts.Length; part++)
            {
                if (part > 0) _document.WriteRaw("<w:tab/>");
                if (parts[part].Length == 0) continue;
                StartElement("t");
                _document.WriteAttributeString("xml", "space", null, "preserve");
                _document.WriteString(parts[part]);
                _document.WriteEndElement();
            }
        }
    }
}
