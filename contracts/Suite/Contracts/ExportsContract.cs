using System.IO.Compression;

namespace Scopix.Contracts;

/// <summary>files.export_columns and files.export.</summary>
public sealed class ExportsContract(Target target)
{
    private const string Section = "seed 001, Export, Quota & Deduplication";

    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task The_registry_holds_the_documented_columns_under_their_groups()
    {
        var response = await _api.GetAsync("/files/export/columns");

        Documented(Section).ExpectStatus(200, response);
        ExpectSchema("export-columns", response);
        string[] GetColumnText(string group) =>
            [.. response.Json.GetArray($"groups.{group}").Select(c => $"{c.GetText("field_key")}={c.GetText("display_name")}")];
        string[] basic = ["id=ID", "filename=Filename", "title=Title", "size_bytes=Size (bytes)", "created_at=Created At"];
        string[] descriptions = ["upload_description=AI Description", "user_description=User Description", "tags=Tags"];
        Documented(Section).ExpectSequence([], basic.Except(GetColumnText("basic")), "missing basic columns");
        Documented(Section).ExpectSequence([], descriptions.Except(GetColumnText("descriptions")),
            "missing columns of descriptions");
        Assumed("the order of the example")
            .ExpectSequence(basic, GetColumnText("basic").Where(basic.Contains), "the basic columns, in order");
        Assumed("the order of the example")
            .ExpectSequence(descriptions, GetColumnText("descriptions").Where(descriptions.Contains),
                "the columns of descriptions, in order");
        foreach (var group in response.Json.GetRequired("groups").EnumerateObject())
            Documented(Section)
                .Expect(group.Value.EnumerateArray().All(c => c.GetText("group") == group.Name), $"every column of {group.Name} names it");
    }

    [Fact]
    public async Task A_table_has_the_requested_columns_and_files()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng(), ("title", "North, \"face\""));
        await _api.UploadAndGetIdAsync(Samples.CreatePng("other.png"));
        var file = await _api.WaitUntilProcessedAsync(id);

        var response = await ExportAsync(new
        {
            format = "csv",
            columns = new object[]
            {
                new { field_key = "filename" }, new { field_key = "title" },
                new { field_key = "upload_description", display_name = "What it shows" },
                new { field_key = "id" },
            },
            file_ids = new[] { id },
        });

        Documented(Section).ExpectStatus(200, response);
        ExpectSchema("export-answer", response);
        Documented(Section).ExpectEqual(1, response.Json.GetNumber("record_count"), "record_count");
        Documented(Section).ExpectEqual("csv", response.Json.GetText("format"), "format");
        Documented(Section).Expect(response.Json.IsNull("spreadsheet_url"), "no spreadsheet_url");
        var table = await _api.GetAsync(response.Json.GetText("download_url")!);
        Documented(Section).ExpectStatus(200, table);
        var lines = table.Body.TrimStart('\uFEFF').Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries);
        Documented(Section).ExpectEqual("Filename,Title,What it shows,ID", lines[0], "the header, in the order of the request");
        Assumed("RFC 4180")
            .Expect(lines[1].StartsWith("photo.png,\"North, \"\"face\"\"\",", StringComparison.Ordinal),
                $"the values of the file, was {lines[1]}");
        Documented(Section).Expect(lines[1].EndsWith($",{id}", StringComparison.Ordinal), $"the id is last, was {lines[1]}");
        Documented(Section)
            .Expect(lines[1].Contains(file.GetText("upload_description")![..12], StringComparison.Ordinal),
                $"the description is present, was {lines[1]}");
        Documented(Section).ExpectEqual(2, lines.Length, "lines");
    }

    [Theory]
    [InlineData("xlsx", "xl/workbook.xml")]
    [InlineData("docx", "word/document.xml")]
    public async Task An_office_file_contains_the_table(string format, string part)
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng(), ("title", "Pier 4 ☂ <north>"));

        var response = await ExportAsync(CreateRequest(format, id));

        ExpectSchema("export-answer", response);
        Documented(Section).ExpectEqual(1, response.Json.GetNumber("record_count"), "record_count");
        var file = await _api.GetAsync(response.Json.GetText("download_url")!);
        Documented(Section).ExpectStatus(200, file);
        await using var zip = new ZipArchive(new MemoryStream(file.Bytes));
        Documented(Section).Expect(zip.GetEntry(part) is not null, $"the {format} has {part}");
        var text = string.Concat(zip.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.Ordinal)).Select(ReadEntry));
        Documented(Section).Expect(text.Contains("Pier 4 ☂ &lt;north&gt;", StringComparison.Ordinal), "the file contains the title");
    }

    [Fact]
    public async Task A_text_that_looks_like_a_formula_is_escaped_in_a_CSV()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng(), ("title", "=1+1"));

        var response = await ExportAsync(CreateRequest("csv", id));

        var table = (await _api.GetAsync(response.Json.GetText("download_url")!)).Body;
        Assumed("OWASP, CSV Injection")
            .Expect(table.Contains("'=1+1", StringComparison.Ordinal), $"the formula has an apostrophe before it, was {table}");
    }

    [Theory]
    [InlineData("true", "roof, scopix-contract, steel")]
    [InlineData("false", "[\"scopix-contract\",\"roof\",\"steel\"]")]
    public async Task Tags_are_one_text_or_a_list(string flatten, string expected)
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng(), ("tags", "roof,steel"));

        var response = await ExportAsync(
            new
            {
                format = "csv",
                columns = new[] { new { field_key = "tags" } },
                file_ids = new[] { id },
                flatten_tags = flatten == "true"
            });

        var cell = (await _api.GetAsync(response.Json.GetText("download_url")!)).Body.TrimStart('\uFEFF').Split('\n')[1].Trim().Trim('"')
            .Replace("\"\"", "\"", StringComparison.Ordinal);
        var shown = flatten == "true" ? string.Join(", ", cell.Split(", ").Order(StringComparer.Ordinal)) : cell;
        Assumed("flattened tags are separated by commas, others are a JSON array").ExpectEqual(expected, shown, "the tags");
    }

    [Fact]
    public async Task Another_tenants_files_are_not_exported()
    {
        var otherTenant = target.OtherTenant;
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng());

        var response = await otherTenant.PostAsync("/files/export", CreateRequest("csv", id));

        Assumed("unknown ids are ignored").ExpectStatus(200, response);
        if (response.Status == 200)
            Public("Error Codes Reference: another tenant's is not there")
                .ExpectEqual(0, response.Json.GetNumber("record_count"), "record_count");
    }

    [Fact]
    public async Task A_Google_sheet_needs_a_connection()
    {
        var response = await ExportAsync(CreateRequest("google_sheets", Samples.UnknownId));

        Documented(Section).ExpectRefusal(response, 422, "connection_id");
    }

    [Fact]
    public async Task A_Google_sheet_has_its_own_URL()
    {
        if (Target.IsLive) Target.Skip("needs a Google Drive connection");
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng());

        var response = await ExportAsync(new
        {
            format = "google_sheets",
            columns = new[] { new { field_key = "filename" } },
            file_ids = new[] { id },
            connection_id = Samples.UnknownId,
            google_sheets_title = "Site",
        });

        Documented(Section).ExpectStatus(200, response);
        ExpectSchema("export-answer", response);
        Documented(Section).Expect(!response.Json.IsNull("spreadsheet_url"), "spreadsheet_url is set");
        var table = await _api.GetAsync(response.Json.GetText("spreadsheet_url")!);
        Assumed("the sheet's table is served as CSV")
            .Expect(table.Body.Contains("photo.png", StringComparison.Ordinal), "the table shows the file");
    }

    [Theory]
    [InlineData("""{"columns":[{"field_key":"id"}]}""", "format")]
    [InlineData("""{"format":"pdf","columns":[{"field_key":"id"}]}""", "format")]
    [InlineData("""{"format":"csv"}""", "columns")]
    [InlineData("""{"format":"csv","columns":[]}""", "columns")]
    [InlineData("""{"format":"csv","columns":[{"display_name":"A"}]}""", "field_key")]
    [InlineData("""{"format":"csv","columns":[{"field_key":"shoe_size"}]}""", "columns")]
    [InlineData("""{"format":"csv","columns":[{"field_key":"id"}],"file_ids":["one"]}""", "file_ids")]
    [InlineData("""{"format":"csv","columns":[{"field_key":"id"}],"connection_id":"one"}""", "connection_id")]
    public async Task An_export_request_that_the_documents_exclude_is_refused(string body, string field)
    {
        Target.RequireWriteAccess();
        var response = await _api.SendAsync(HttpMethod.Post, "/files/export", ApiClient.CreateJsonContent(body));

        Documented(Section).ExpectRefusal(response, 422, field);
    }

    private static object CreateRequest(string format, string id) =>
        new { format, columns = new[] { new { field_key = "filename" }, new { field_key = "title" } }, file_ids = new[] { id } };

    private Task<ApiResponse> ExportAsync(object body)
    {
        Target.RequireWriteAccess();
        return _api.PostAsync("/files/export", body);
    }

    private static string ReadEntry(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }
}
