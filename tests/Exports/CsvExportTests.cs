using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Exports;

public sealed class CsvExportTests
{
    [Fact]
    public async Task A_CSV_has_a_header_and_a_row_for_each_file_in_list_order()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var first = await api.UploadAndGetIdAsync(Samples.Note(1), "a.txt", "title=First", "tags=x,y");
        await api.AdvanceAsync(TimeSpan.FromMinutes(1));
        var second = await api.UploadAndGetIdAsync(Samples.Note(2), "b.txt", "auto_describe=false");
        var ids = (await api.GetAsync("/api/v2/files"))["items"].EnumerateArray().Select(file => file.GetProperty("id").GetString());
        var described = (await api.GetAsync($"/api/v2/files/{first}"))["upload_description"].GetString();

        var export = await api.ExportAsync(new
        {
            format = "csv",
            columns = ExportRequests.CreateColumns("id", "filename", "title", "size_bytes", "created_at", "upload_description",
                "user_description", "tags"),
        });
        var table = await api.DownloadExportAsync(export);

        ids.Should().Equal(second, first);
        table.Text.Should().Be(
            "ID,Filename,Title,Size (bytes),Created At,AI Description,User Description,Tags\r\n"
            + $"{second},b.txt,,{Samples.Note(2).Length},2026-03-01T12:01:00Z,,,\r\n"
            + $"{first},a.txt,First,{Samples.Note(1).Length},2026-03-01T12:00:00Z,"
            + $"\"{described!.Replace("\"", "\"\"", StringComparison.Ordinal)}\",,\"x, y\"\r\n");
        table.Header("Content-Type").Should().Be("text/csv");
        table.Header("Content-Disposition").Should().StartWith("attachment; filename=\"files_2026-03-01.csv\"");
        export["record_count"].GetInt32().Should().Be(2);
        export["format"].GetString().Should().Be("csv");
        export["spreadsheet_url"].GetString().Should().BeNull();
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "'\rx")]
    [InlineData("\nx", "'\nx")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData(" =1+1", "' =1+1")]
    [InlineData("\u00A0=1+1", "'\u00A0=1+1")]
    [InlineData("\u200B=1+1", "'\u200B=1+1")]
    [InlineData("\uFEFF+1", "'\uFEFF+1")]
    [InlineData("\u200E\u200F @SUM(A1)", "'\u200E\u200F @SUM(A1)")]
    [InlineData("\u3000＝1+1", "'\u3000＝1+1")]
    [InlineData("\u0001=1+1", "'\u0001=1+1")]
    [InlineData("\U000E0020=1+1", "'\U000E0020=1+1")]
    [InlineData("\U000E0100=1+1", "'\U000E0100=1+1")]
    [InlineData("😀=1+1", "😀=1+1")]
    [InlineData("﹦1+1", "'﹦1+1")]
    [InlineData(" a=1", " a=1")]
    [InlineData("a\nb", "a\nb")]
    [InlineData("a\rb", "a\rb")]
    [InlineData("a=1", "a=1")]
    [InlineData("\"=1+1", "\"=1+1")]
    [InlineData("\"=1+1\"", "\"=1+1\"")]
    [InlineData("a,\"b\"\r\nc", "a,\"b\"\r\nc")]
    [InlineData("שלום 😀 e\u0301", "שלום 😀 e\u0301")]
    public async Task A_text_is_exported_unchanged_unless_a_spreadsheet_would_evaluate_it(string title, string cell)
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadWithTitleAsync(1, title);

        var rows = await api.ExportRowsAsync(new { format = "csv", columns = ExportRequests.CreateColumns("title", "filename") });

        rows.Should()
            .BeEquivalentTo(new[] { new[] { "Title", "Filename" }, [cell, "photo-1.jpg"] }, options => options.WithStrictOrdering());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\u200B")]
    public async Task A_header_that_looks_like_a_formula_is_escaped(string before)
    {
        await using var api = await TestApi.StartAsync();
        var name = before + "=HYPERLINK(\"http://evil\")";

        var rows = await api.ExportRowsAsync(new { format = "csv", columns = new[] { new { field_key = "id", display_name = name } } });

        rows.Should().ContainSingle().Which.Should().Equal("'" + name);
    }

    [Fact]
    public async Task Tags_that_are_not_flattened_are_a_JSON_array()
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg", "tags=north side,\"x\"");

        var flat = await api.ExportRowsAsync(new { format = "csv", columns = ExportRequests.CreateColumns("tags"), flatten_tags = true });
        var list = await api.ExportRowsAsync(new { format = "csv", columns = ExportRequests.CreateColumns("tags"), flatten_tags = false });

        flat[1].Should().Equal("north side, \"x\"");
        list[1].Should().Equal("[\"north side\",\"\\\"x\\\"\"]");
    }

    [Fact]
    public async Task A_Google_sheet_shows_its_table_under_its_title()
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");

        var export = await api.ExportAsync(new
        {
            format = "google_sheets",
            columns = ExportRequests.CreateColumns("filename"),
            connection_id = "550E8400-e29b-41d4-a716-446655440000",
            google_sheets_title = "Größe/α",
        });
        var table = await api.DownloadExportAsync(export, "spreadsheet_url");

        export["download_url"].GetString().Should().BeNull();
        export["format"].GetString().Should().Be("google_sheets");
        export.Header("X-Emulator-Ignored").Should().Be("connection_id");
        table.Text.Should().Be("Filename\r\na.jpg\r\n");
        table.Header("Content-Disposition").Should().Be("inline; filename=\"Gr__e/_.csv\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%2F%CE%B1.csv");
    }
}
