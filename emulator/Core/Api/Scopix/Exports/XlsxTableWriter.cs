using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using SheetCell = DocumentFormat.OpenXml.Spreadsheet.Cell;

namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>
/// A workbook of one sheet: bold header that stays in view, numbers as numbers, texts as inline strings, which no program takes
/// for formulas.
/// </summary>
internal sealed class XlsxTableWriter : ITableWriter
{
    /// <summary>The rows of a sheet, header included (public: Excel specifications and limits).</summary>
    public const int MaxRows = 1_048_576;

    /// <summary>The longest name of a sheet (public: Excel specifications and limits).</summary>
    public const int MaxSheetNameLength = 31;

    /// <summary>What the name of a sheet cannot hold.</summary>
    public const string InvalidSheetNameCharacters = @":\/?*[]";

    private const string ContentTypes = """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>
        """;

    private const string PackageRelationships = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>
        """;

    private const string WorkbookRelationships = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>
        """;

    private const string Styles = """
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>
        """;

    private readonly OfficePackage _package;
    private readonly OpenXmlWriter _sheet;

    /// <summary>Begins a table with its header.</summary>
    public XlsxTableWriter(Stream target, string sheetName, ExportCell[] header)
    {
        _package = new OfficePackage(target);
        _package.AddPart("[Content_Types].xml", ContentTypes);
        _package.AddPart("_rels/.rels", PackageRelationships);
        _package.AddPart("xl/workbook.xml", new Workbook(new Sheets(new Sheet { Name = sheetName, SheetId = 1, Id = "rId1" })).OuterXml);
        _package.AddPart("xl/_rels/workbook.xml.rels", WorkbookRelationships);
        _package.AddPart("xl/styles.xml", Styles);
        _sheet = _package.OpenPart("xl/worksheets/sheet1.xml");
        StartSheet(header.Length);
        WriteCells(header, style: 1);
    }

    /// <inheritdoc/>
    public void WriteRow(ExportCell[] row) => WriteCells(row, style: 0);

    /// <inheritdoc/>
    public void Dispose()
    {
        _sheet.WriteEndElement();
        _sheet.WriteEndElement();
        _package.Dispose();
    }

    private void StartSheet(int columns)
    {
        _sheet.WriteStartElement(new Worksheet());
        _sheet.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
        { WorkbookViewId = 0 }));
        _sheet.WriteElement(new Columns(new Column { Min = 1, Max = (uint)columns, Width = 28, CustomWidth = true }));
        _sheet.WriteStartElement(new SheetData());
    }

    private void WriteCells(ExportCell[] row, uint style)
    {
        _sheet.WriteStartElement(new Row());
        foreach (var cell in row) _sheet.WriteElement(CreateCell(cell, style));
        _sheet.WriteEndElement();
    }

    private static SheetCell CreateCell(ExportCell cell, uint style)
    {
        var made = style == 0 ? new SheetCell() : new SheetCell { StyleIndex = style };
        if (cell.IsNumber) made.CellValue = new CellValue(cell.Text);
        else if (cell.Text.Length > 0)
        {
            made.DataType = CellValues.InlineString;
            made.InlineString = new InlineString(new Text(XmlText.ToSheetText(cell.Text)) { Space = SpaceProcessingModeValues.Preserve });
        }
        return made;
    }
}
