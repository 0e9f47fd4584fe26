using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Exports;

public sealed class ExportRequestTests
{
    [Theory]
    [InlineData("a", "")]
    [InlineData("1234567890123456789012345678901", "12345678901234567890123456789012")]
    [InlineData("It's", "'It")]
    [InlineData("It's", "It'")]
    [InlineData("a.b", "a:b")]
    [InlineData("a.b", @"a\b")]
    [InlineData("a.b", "a/b")]
    [InlineData("a.b", "a?b")]
    [InlineData("a.b", "a*b")]
    [InlineData("a.b", "a[b")]
    [InlineData("a.b", "a]b")]
    [InlineData("a b", " ")]
    [InlineData("a b", "a\nb")]
    [InlineData("a b", "a\u0001b")]
    [InlineData("Histories", "HISTORY")]
    [InlineData("😀 שלום", "\uFFFF")]
    public async Task A_sheet_name_is_limited_to_what_Excel_accepts(string validName, string invalidName)
    {
        await using var api = await TestApi.StartAsync();

        var accepted = await api.ExportAsync(new { format = "xlsx", columns = ExportRequests.CreateColumns("id"), sheet_name = validName });
        var refused = await api
            .ExportAsync(new { format = "xlsx", columns = ExportRequests.CreateColumns("id"), sheet_name = invalidName });
        var ignored = await api.ExportAsync(new { format = "csv", columns = ExportRequests.CreateColumns("id"), sheet_name = invalidName });

        accepted.Status.Should().Be(200, accepted.Text);
        refused.ShouldFail(422, "VALIDATION_ERROR", "sheet_name");
        ignored.Header("X-Emulator-Ignored").Should().Be("sheet_name");
    }

    [Fact]
    public async Task The_error_for_a_long_sheet_name_states_the_limit()
    {
        await using var api = await TestApi.StartAsync();

        var refused =
            await api.ExportAsync(new { format = "xlsx", columns = ExportRequests.CreateColumns("id"), sheet_name = new string('x', 32) });

        refused.Issue.Should().Be("at most 31 characters, got 32");
    }

    [Theory]
    [InlineData("""{"format":"CSV","columns":[{"field_key":"id"}]}""", "format")]
    [InlineData("""{"format":null,"columns":[{"field_key":"id"}]}""", "format")]
    [InlineData("""{"format":"csv","columns":null}""", "columns")]
    [InlineData("""{"format":"csv","columns":[null]}""", "columns")]
    [InlineData("""{"format":"csv","columns":["id"]}""", "columns")]
    [InlineData("""{"format":"csv","columns":[{"field_key":null}]}""", "columns")]
    [InlineData("""{"format":"csv","columns":[{"field_key":"ID"}]}""", "columns")]
    [InlineData("""{"format":"csv","columns":[{"field_key":"id","display_name":7}]}""", "columns")]
    [InlineData("""{"format":"csv","columns":[{"field_key":"id","display_name":"a\u0000"}]}""", "display_name")]
    [InlineData("""{"format":"csv","columns":[{"field_key":"id"}],"file_ids":[null]}""", "file_ids")]
    [InlineData("""{"format":"csv","columns":[{"field_key":"id"}],"file_ids":"all"}""", "file_ids")]
    [InlineData("""{"format":"csv","columns":[{"field_key":"id"}],"folder_id":7}""", "folder_id")]
    [InlineData("""{"format":"csv","columns":[{"field_key":"id"}],"include_subfolders":"yes"}""", "include_subfolders")]
    [InlineData("""{"format":"csv","columns":[{"field_key":"id"}],"flatten_tags":1}""", "flatten_tags")]
    [InlineData("""{"format":"google_sheets","columns":[{"field_key":"id"}]}""", "connection_id")]
    [InlineData("""{"format":"google_sheets","columns":[{"field_key":"id"}],"connection_id":""}""", "connection_id")]
    [InlineData("""{"format":"csv","columns":[{"field_key":"id"}]""", "body")]
    [InlineData("""[]""", "body")]
    public async Task An_invalid_request_is_refused_with_its_field(string body, string field)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.SendTextAsync(HttpMethod.Post, "/api/v2/files/export", body);

        response.Status.Should().Be(422, response.Text);
        response.ShouldBeAnEnvelope();
        response.Field.Should().StartWith(field);
    }

    [Fact]
    public async Task Each_limit_is_accepted_at_its_edge_and_refused_beyond_it()
    {
        await using var api = await TestApi.StartAsync();

        foreach (var (count, status) in new[] { (63, 200), (64, 422) })
            (await api.ExportAsync(
                new { format = "docx", columns = ExportRequests.CreateColumns([.. Enumerable.Repeat("id", count)]) })).Status.Should()
                .Be(status, $"{count} columns");
        foreach (var (length, status) in new[] { (255, 200), (256, 422) })
        {
            var text = string.Concat(Enumerable.Repeat("😀", length));
            (await api.ExportAsync(new { format = "csv", columns = new[] { new { field_key = "id", display_name = text } } })).Status
                .Should().Be(status, $"a header of {length}");
            (await api.ExportAsync(new { format = "csv", columns = ExportRequests.CreateColumns("id"), folder_id = text })).Status.Should()
                .Be(status, $"a folder of {length}");
            var title = await api.ExportAsync(new
            {
                format = "google_sheets",
                columns = ExportRequests.CreateColumns("id"),
                google_sheets_title = text,
                connection_id = "550e8400-e29b-41d4-a716-446655440000",
            });
            title.Status.Should().Be(status, $"a title of {length}");
            if (status == 200) (await api.DownloadExportAsync(title, "spreadsheet_url")).Text.Should().Be("ID\r\n");
        }
    }

    [Fact]
    public async Task A_column_may_come_twice_under_different_headers()
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");

        var rows = await api
            .ExportRowsAsync(
                new
                {
                    format = "csv",
                    columns = new object[] { new { field_key = "filename" }, new { field_key = "filename", display_name = "Again" } }
                });

        JsonSerializer.Serialize(rows).Should().Be("""[["Filename","Again"],["a.jpg","a.jpg"]]""");
    }

    [Fact]
    public async Task An_export_without_a_key_returns_401()
    {
        await using var api = await TestApi.StartAsync(key: null);

        (await api.ExportAsync(new { format = "csv", columns = ExportRequests.CreateColumns("id") })).ShouldFail(401, "INVALID_API_KEY");
        (await api.GetAsync("/api/v2/files/export/columns")).ShouldFail(401, "INVALID_API_KEY");
    }
}
