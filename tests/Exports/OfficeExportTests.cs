using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using FluentAssertions;
using Scopix.Emulator.Api.Scopix.Exports;
using Xunit;
using SheetCell = DocumentFormat.OpenXml.Spreadsheet.Cell;
using TableCell = DocumentFormat.OpenXml.Wordprocessing.TableCell;

namespace Scopix.Emulator.Tests.Exports;

public sealed class OfficeExportTests
{
    private const string TextWithSpecialCharacters = "=1+1 \u0001\uFFFE_x0041_ <b>&\"'  שלום 😀\ttab\r\nnext";

    [Fact]
    public async Task A_workbook_is_valid_and_contains_text_cells_and_number_cells()
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadWithTitleAsync(1, TextWithSpecialCharacters);

        using var book = await OpenWorkbookAsync(api,
            new
            {
                format = "xlsx",
                columns = ExportRequests.CreateColumns("title", "size_bytes", "user_description"),
                sheet_name = "Büro & <North>"
            });
        var cells = book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<SheetCell>().ToArray();

        new OpenXmlValidator().Validate(book).Select(error => error.Description).Should().BeEmpty();
        book.WorkbookPart.Workbook.Descendants<Sheet>().Single().Name!.Value.Should().Be("Büro & <North>");
        cells.Select(cell => cell.InnerText).Should().Equal(
            "Title", "Size (bytes)", "User Description", "=1+1 _x005F_x0041_ <b>&\"'  שלום 😀\ttab\nnext", $"{Samples.Photo(1).Length}",
            "");
        cells.Should().OnlyContain(cell => cell.CellFormula == null);
        cells[3].DataType!.Value.Should().Be(CellValues.InlineString);
        cells[4].DataType.Should().BeNull("the cell is a number");
    }

    [Fact]
    public async Task A_sheet_is_called_Files_unless_it_is_named()
    {
        await using var api = await TestApi.StartAsync();

        using var book = await OpenWorkbookAsync(api, new { format = "xlsx", columns = ExportRequests.CreateColumns("id") });

        book.WorkbookPart!.Workbook.Descendants<Sheet>().Single().Name!.Value.Should().Be("Files");
        book.WorkbookPart.WorksheetParts.Single().Worksheet.Descendants<Row>().Should().ContainSingle("the sheet has only a header");
    }

    [Fact]
    public async Task A_DOCX_is_valid_and_its_table_keeps_line_breaks_tabs_and_a_repeated_header()
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadWithTitleAsync(1, TextWithSpecialCharacters);

        var export = await api.ExportAsync(new { format = "docx", columns = ExportRequests.CreateColumns("filename", "title") });
        using var document =
            WordprocessingDocument.Open(new MemoryStream((await api.DownloadExportAsync(export)).Bytes), isEditable: false);
        var body = document.MainDocumentPart!.Document.Body!;
        var cells = body.Descendants<TableCell>().ToArray();

        new OpenXmlValidator().Validate(document).Select(error => error.Description).Should().BeEmpty();
        body.Descendants<TableRow>().First().Descendants<TableHeader>().Should().ContainSingle();
        cells.Select(cell => cell.InnerText).Should().Equal("Filename", "Title", "photo-1.jpg", "=1+1 _x0041_ <b>&\"'  שלום 😀tabnext");
        cells[3].Descendants<TabChar>().Should().ContainSingle();
        cells[3].Descendants<DocumentFormat.OpenXml.Wordprocessing.Break>().Should().ContainSingle();
        document.MainDocumentPart.Document.Descendants<FieldCode>().Should().BeEmpty();
    }

    [Theory]
    [InlineData(32_766, 0, 32_766)]
    [InlineData(32_767, 0, 32_767)]
    [InlineData(32_768, 0, 32_767)]
    [InlineData(32_765, 1, 32_767)]
    [InlineData(32_766, 1, 32_766)]
    public void A_sheet_cell_is_cut_after_32767_characters_and_never_inside_a_character(int letters, int emoji, int kept)
    {
        var text = new string('a', letters) + string.Concat(Enumerable.Repeat("😀", emoji));

        var cell = XmlText.ToSheetText(text);

        cell.Should().HaveLength(kept);
        char.IsHighSurrogate(cell[^1]).Should().BeFalse();
    }

    [Theory]
    [InlineData("a\0\u0008\u000B\u001Fb\u007F", "ab\u007F")]
    [InlineData("a\uFFFFb", "ab")]
    [InlineData("a\rb\r\nc\n", "a\nb\nc\n")]
    public void Characters_that_are_invalid_in_XML_are_removed(string text, string clean) =>
        XmlText.RemoveInvalidCharacters(text).Should().Be(clean);

    [Fact]
    public void Unpaired_surrogates_are_removed() =>
        XmlText.RemoveInvalidCharacters(string.Concat('\uD800', "a😀", '\uDC00')).Should().Be("a😀");

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    [InlineData("docx")]
    public async Task The_same_state_produces_an_identical_file(string format)
    {
        var files = new List<TestResponse>();
        for (var run = 0; run < 2; run++)
        {
            await using var api = await TestApi.StartAsync();
            await api.FreezeAsync("2026-03-01T12:00:00Z");
            for (var n = 0; n < 3; n++) await api.UploadWithTitleAsync(n, $"Pier {n}");
            files.Add(await api
                .DownloadExportAsync(
                    await api.ExportAsync(
                        new { format, columns = ExportRequests.CreateColumns("id", "title", "created_at", "upload_description") })));
        }

        files[0].Bytes.Should().NotBeEmpty().And.Equal(files[1].Bytes);
    }

    private static async Task<SpreadsheetDocument> OpenWorkbookAsync(TestApi api, object body) =>
        SpreadsheetDocument.Open(new MemoryStream((await api.DownloadExportAsync(await api.ExportAsync(body))).Bytes), isEditable: false);
}
