using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>A document of one table on landscape pages; its bold header is repeated on each.</summary>
internal sealed class DocxTableWriter : ITableWriter
{
    /// <summary>The rows of a table, header included (public: Word's operating parameter limitations).</summary>
    public const int MaxRows = 32_767;

    /// <summary>The columns of a table (public: Word's operating parameter limitations).</summary>
    public const int MaxColumns = 63;

    private const uint PageWidth = 16_838;
    private const uint PageHeight = 11_906;
    private const uint Margin = 720;

    private const string ContentTypes = """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>
        """;

    private const string PackageRelationships = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>
        """;

    private readonly OfficePackage _package;
    private readonly OpenXmlWriter _document;

    /// <summary>Begins a table with its header.</summary>
    public DocxTableWriter(Stream target, ExportCell[] header)
    {
        _package = new OfficePackage(target);
        _package.AddPart("[Content_Types].xml", ContentTypes);
        _package.AddPart("_rels/.rels", PackageRelationships);
        _document = _package.OpenPart("word/document.xml");
        _document.WriteStartElement(new Document());
        _document.WriteStartElement(new Body());
        _document.WriteStartElement(new Table());
        _document.WriteElement(CreateTableProperties());
        var width = $"{(PageWidth - 2 * Margin) / (uint)header.Length}";
        _document.WriteElement(new TableGrid(header.Select(_ => new GridColumn { Width = width })));
        _document.WriteElement(
            new TableRow(
                header.Select(cell => CreateCell(cell, bold: true)).Prepend<OpenXmlElement>(new TableRowProperties(new TableHeader()))));
    }

    /// <inheritdoc/>
    public void WriteRow(ExportCell[] row) => _document.WriteElement(new TableRow(row.Select(cell => CreateCell(cell, bold: false))));

    /// <inheritdoc/>
    public void Dispose()
    {
        _document.WriteEndElement();
        _document.WriteElement(new Paragraph());
        _document.WriteElement(new SectionProperties(
            new PageSize { Width = PageWidth, Height = PageHeight, Orient = PageOrientationValues.Landscape },
            new PageMargin { Top = (int)Margin, Bottom = (int)Margin, Left = Margin, Right = Margin, Header = Margin, Footer = Margin,
                Gutter = 0 }));
        _document.WriteEndElement();
        _document.WriteEndElement();
        _package.Dispose();
    }

    private static TableProperties CreateTableProperties() => new(
        new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct },
        new TableBorders(
            new TopBorder { Val = BorderValues.Single }, new LeftBorder { Val = BorderValues.Single },
            new BottomBorder { Val = BorderValues.Single },
            new RightBorder { Val = BorderValues.Single }, new InsideHorizontalBorder { Val = BorderValues.Single },
            new InsideVerticalBorder { Val = BorderValues.Single }));

    private static TableCell CreateCell(ExportCell cell, bool bold)
    {
        var run = bold ? new Run(new RunProperties(new Bold())) : new Run();
        var lines = XmlText.RemoveInvalidCharacters(cell.Text).Split('\n');
        for (var line = 0; line < lines.Length; line++)
        {
            if (line > 0) run.Append(new Break());
            var parts = lines[line].Split('\t');
            for (var part = 0; part < parts.Length; part++)
            {
                if (part > 0) run.Append(new TabChar());
                if (parts[part].Length > 0) run.Append(new Text(parts[part]) { Space = SpaceProcessingModeValues.Preserve });
            }
        }
        return new TableCell(new Paragraph(run));
    }
}
