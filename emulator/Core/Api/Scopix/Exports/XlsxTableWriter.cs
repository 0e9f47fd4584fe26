using System.Security;
using System.Xml;

namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>
/// A workbook of one sheet: a bold header row that stays visible, numbers as numbers, texts as inline strings, which no program reads
/// as formulas.
/// </summary>
internal sealed class XlsxTableWriter : ITableWriter
{
    /// <summary>The rows of a sheet, header included (public: Excel specifications and limits).</summary>
    public const int MaxRows = 1_048_576;

    /// <summary>The longest name of a sheet (public: Excel specifications and limits).</summary>
    public const int MaxSheetNameLength = 31;

    public const string InvalidSheetNameCharacters = @":\/?*[]";

    private const string Namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private const string ContentTypes = """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Default Extension="xml" ContentType="application/xml"/>
        <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
        <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
        <Override PartName="/xl/worksheets/sheet1.xml"
         ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
        </Types>
        """;

    private const string PackageRelationships = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
         Target="xl/workbook.xml"/>
        </Relationships>
        """;

    private const string WorkbookRelationships = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
         Target="worksheets/sheet1.xml"/>
        <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
        </Relationships>
        """;

    private const string Styles = $"""
        <styleSheet xmlns="{Namespace}">
        <fonts count="2">
        <font><sz val="11"/><name val="Calibri"/></font>
        <font><b/><sz val="11"/><name val="Calibri"/></font>
        </fonts>
        <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
        <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
        <cellXfs count="2">
        <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
        <xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>
        </cellXfs>
        </styleSheet>
        """;

    private const string SheetViews = """
        <sheetViews><sheetView workbookViewId="0">
        <pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>
        </sheetView></sheetViews>
        """;

    private readonly OfficePackage _package;
    private readonly XmlWriter _sheet;

    public XlsxTableWriter(Stream target, string sheetName, ExportCell[] header)
    {
        _package = new OfficePackage(target);
        _package.AddPart("[Content_Types].xml", ContentTypes);
        _package.AddPart("_rels/.rels", PackageRelationships);
        _package.AddPart("xl/workbook.xml", CreateWorkbook(sheetName));
        _package.AddPart("xl/_rels/workbook.xml.rels", WorkbookRelationships);
        _package.AddPart("xl/styles.xml", Styles);
        _sheet = _package.OpenPart("xl/worksheets/sheet1.xml");
        _sheet.WriteStartElement("worksheet", Namespace);
        _sheet.WriteRaw(SheetViews);
        _sheet.WriteRaw(string.Create(CultureInfo.InvariantCulture,
            $"""<cols><col min="1" max="{header.Length}" width="28" customWidth="1"/></cols>"""));
        _sheet.WriteStartElement("sheetData", Namespace);
        WriteCells(header, isHeader: true);
    }

    public void WriteRow(ExportCell[] row) => WriteCells(row, isHeader: false);

    public void Dispose()
    {
        _sheet.WriteEndElement();
        _sheet.WriteEndElement();
        _package.Dispose();
    }

    private static string CreateWorkbook(string sheetName) => $"""
        <workbook xmlns="{Namespace}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
        <sheets><sheet name="{SecurityElement.Escape(sheetName)}" sheetId="1" r:id="rId1"/></sheets>
        </workbook>
        """;

    private void WriteCells(ExportCell[] row, bool isHeader)
    {
        _sheet.WriteStartElement("row", Namespace);
        foreach (var cell in row)
        {
            _sheet.WriteStartElement("c", Namespace);
            if (isHeader) _sheet.WriteAttributeString("s", "1");
            if (cell.IsNumber) _sheet.WriteElementString("v", Namespace, cell.Text);
            else if (cell.Text.Length > 0) WriteInlineString(XmlText.ToSheetText(cell.Text));
            _sheet.WriteEndElement();
        }
        _sheet.WriteEndElement();
    }

    private void WriteInlineString(string text)
    {
        _sheet.WriteAttributeString("t", "inlineStr");
        _sheet.WriteStartElement("is", Namespace);
        _sheet.WriteStartElement("t", Namespace);
        _sheet.WriteAttributeString("xml", "space", null, "preserve");
        _sheet.WriteString(text);
        _sheet.WriteEndElement();
        _sheet.WriteEndElement();
    }
}
