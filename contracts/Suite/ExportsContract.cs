using System.IO.Compression;

namespace Scopix.Contracts;

/// <summary>files.export_columns and files.export.</summary>
public sealed class ExportsContract(Target target)
{
    private const string Section = "seed 001, Export, Quota & Deduplication";
    private const string Nowhere = "00000000-0000-4000-8000-000000000000";

    private readonly Api _api = target.Api;

    [Fact]
    public async Task The_registry_holds_the_documented_columns_under_their_groups()
    {
        var answer = await _api.GetAsync("/files/export/columns");

        Documented(Section).Answers(200, answer);
        Fits("export-columns", answer);
        string[] Shown(string group) => [.. answer.Json.List($"groups.{group}").Select(c => $"{c.Text("field_key")}={c.Text("display_name")}")];
        string[] basic = ["id=ID", "filename=Filename", "title=Title", "size_bytes=Size (bytes)", "created_at=Created At"];
        string[] descriptions = ["upload_description=AI Description", "user_description=User Description", "tags=Tags"];
        Documented(Section).Sequence([], basic.Except(Shown("basic")), "basic columns that are missing");
        Documented(Section).Sequence([], descriptions.Except(Shown("descriptions")), "columns of descriptions that are missing");
        Assumed("the order of the example").Sequence(basic, Shown("basic").Where(basic.Contains), "the basic columns, in order");
        Assumed("the order of the example").Sequence(descriptions, Shown("descriptions").Where(descriptions.Contains), "the columns of descriptions, in order");
        foreach (var group in answer.Json.At("groups").EnumerateObject())
            Documented(Section).That(group.Value.EnumerateArray().All(c => c.Text("group") == group.Name), $"every column of {group.Name} names it");
    }

    [Fact]
    public async Task A_table_has_the_columns_that_were_asked_for_and_the_files_in_scope()
    {
        var id = await _api.UploadedAsync(Samples.Png(), ("title", "North, \"face\""));
        await _api.UploadedAsync(Samples.Png("other.png"));
        var file = await _api.DoneAsync(id);

        var answer = await ExportAsync(new
        {
            format = "csv",
            columns = new object[]
            {
                new { field_key = "filename" }, new { field_key = "title" }, new { field_key = "upload_description", display_name = "What it shows" },
                new { field_key = "id" },
            },
            file_ids = new[] { id },
        });

        Documented(Section).Answers(200, answer);
        Fits("export-answer", answer);
        Documented(Section).Equal(1, answer.Json.Number("record_count"), "record_count");
        Documented(Section).Equal("csv", answer.Json.Text("format"), "format");
        Documented(Section).That(answer.Json.IsNull("spreadsheet_url"), "no spreadsheet_url");
        var table = await _api.GetAsync(answer.Json.Text("download_url")!);
        Documented(Section).Answers(200, table);
        var lines = table.Body.TrimStart('\uFEFF').Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries);
        Documented(Section).Equal("Filename,Title,What it shows,ID", lines[0], "the header, in the order of the request");
        Assumed("RFC 4180").That(lines[1].StartsWith("photo.png,\"North, \"\"face\"\"\",", StringComparison.Ordinal), $"the file's own: {lines[1]}");
        Documented(Section).That(lines[1].EndsWith($",{id}", StringComparison.Ordinal), $"the id last: {lines[1]}");
        Documented(Section).That(lines[1].Contains(file.Text("upload_description")![..12], StringComparison.Ordinal), $"the description: {lines[1]}");
        Documented(Section).Equal(2, lines.Length, "lines");
    }

    [Theory]
    [InlineData("xlsx", "xl/workbook.xml")]
    [InlineData("docx", "word/document.xml")]
    public async Task An_office_file_holds_the_table(string format, string part)
    {
        var id = await _api.UploadedAsync(Samples.Png(), ("title", "Pier 4 ☂ <north>"));

        var answer = await ExportAsync(Request(format, id));

        Fits("export-answer", answer);
        Documented(Section).Equal(1, answer.Json.Number("record_count"), "record_count");
        var file = await _api.GetAsync(answer.Json.Text("download_url")!);
        Documented(Section).Answers(200, file);
        await using var zip = new ZipArchive(new MemoryStream(file.Bytes));
        Documented(Section).That(zip.GetEntry(part) is not null, $"{part} is in the {format}");
        var text = string.Concat(zip.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.Ordinal)).Select(Read));
        Documented(Section).That(text.Contains("Pier 4 ☂ &lt;north&gt;", StringComparison.Ordinal), "the title is in it");
    }

    [Fact]
    public async Task A_text_that_looks_like_a_formula_is_none_in_a_CSV()
    {
        var id = await _api.UploadedAsync(Samples.Png(), ("title", "=1+1"));

        var answer = await ExportAsync(Request("csv", id));

        var table = (await _api.GetAsync(answer.Json.Text("download_url")!)).Body;
        Assumed("OWASP, CSV Injection").That(table.Contains("'=1+1", StringComparison.Ordinal), $"an apostrophe before it: {table}");
    }

    [Theory]
    [InlineData("true", "roof, scopix-contract, steel")]
    [InlineData("false", "[\"scopix-contract\",\"roof\",\"steel\"]")]
    public async Task Tags_are_one_text_or_a_list(string flatten, string expected)
    {
        var id = await _api.UploadedAsync(Samples.Png(), ("tags", "roof,steel"));

        var answer = await ExportAsync(new { format = "csv", columns = new[] { new { field_key = "tags" } }, file_ids = new[] { id }, flatten_tags = flatten == "true" });

        var cell = (await _api.GetAsync(answer.Json.Text("download_url")!)).Body.TrimStart('\uFEFF').Split('\n')[1].Trim().Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal);
        var shown = flatten == "true" ? string.Join(", ", cell.Split(", ").Order(StringComparer.Ordinal)) : cell;
        Assumed("flat tags have commas between them, others are a JSON array").Equal(expected, shown, "the tags");
    }

    [Fact]
    public async Task Another_tenants_files_are_not_exported()
    {
        var stranger = target.Stranger;
        var id = await _api.UploadedAsync(Samples.Png());

        var answer = await stranger.PostAsync("/files/export", Request("csv", id));

        Assumed("ids that are not there are passed over").Answers(200, answer);
        if (answer.Status == 200) Public("Error Codes Reference: another tenant's is not there").Equal(0, answer.Json.Number("record_count"), "record_count");
    }

    [Fact]
    public async Task A_Google_sheet_needs_a_connection()
    {
        var answer = await ExportAsync(Request("google_sheets", Nowhere));

        Documented(Section).Refuses(answer, 422, "connection_id");
    }

    [Fact]
    public async Task A_Google_sheet_has_a_URL_of_its_own()
    {
        if (Target.IsLive) Target.Skip("needs a Google Drive connection");
        var id = await _api.UploadedAsync(Samples.Png());

        var answer = await ExportAsync(new
        {
            format = "google_sheets",
            columns = new[] { new { field_key = "filename" } },
            file_ids = new[] { id },
            connection_id = Nowhere,
            google_sheets_title = "Site",
        });

        Documented(Section).Answers(200, answer);
        Fits("export-answer", answer);
        Documented(Section).That(!answer.Json.IsNull("spreadsheet_url"), "spreadsheet_url is set");
        var table = await _api.GetAsync(answer.Json.Text("spreadsheet_url")!);
        Assumed("the sheet's table is served as CSV").That(table.Body.Contains("photo.png", StringComparison.Ordinal), "it shows the file");
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
    public async Task What_the_documents_rule_out_is_refused(string body, string field)
    {
        Target.Writes();
        var answer = await _api.SendAsync(HttpMethod.Post, "/files/export", Api.JsonBody(body));

        Documented(Section).Refuses(answer, 422, field);
    }

    private static object Request(string format, string id) =>
        new { format, columns = new[] { new { field_key = "filename" }, new { field_key = "title" } }, file_ids = new[] { id } };

    private Task<Answer> ExportAsync(object body)
    {
        Target.Writes();
        return _api.PostAsync("/files/export", body);
    }

    private static string Read(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }
}
