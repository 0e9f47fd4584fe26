using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Exports;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Data;

public sealed class DataExportTests
{
    [Fact]
    public async Task The_three_formats_contain_the_same_records()
    {
        await using var api = await TestApi.StartAsync();
        for (var n = 0; n < 3; n++) await api.UploadAndGetIdAsync(Samples.Photo(n), $"{n}.jpg");
        var items = (await api.GetHistoryAsync())["items"].EnumerateArray().ToArray();
        string[] fields = ["id", "description", "confidence_score", "metadata"];

        var csv = await ExportContentAsync(api, new { data_type = "descriptions", fields });
        var json = await ExportContentAsync(api, new { data_type = "descriptions", format = "json", fields });
        var lines = await ExportContentAsync(api, new { data_type = "descriptions", format = "jsonl", fields });

        var expected = items
            .Select(item => JsonSerializer.Serialize(fields.ToDictionary(name => name, name => item.GetProperty(name)), Relaxed)).ToArray();
        lines.Text.Should().Be(string.Concat(expected.Select(line => line + "\n")));
        json.Text.Should().Be("[\n" + string.Join(",\n", expected) + "\n]\n");
        csv.Text.Should().Be("id,description,confidence_score,metadata\r\n" + string.Concat(items.Select(item =>
            $"{item.GetProperty("id").GetString()},{QuoteCsv(item.GetProperty("description").GetString()!)},,"
            + $"{QuoteCsv(item.GetProperty("metadata").GetRawText())}\r\n")));
        (csv.Header("Content-Type"), json.Header("Content-Type"), lines.Header("Content-Type")).Should()
            .Be(("text/csv", "application/json", "application/x-ndjson"));
        csv.Header("Content-Disposition").Should().MatchRegex("^attachment; filename=\"descriptions_[0-9-]{10}\\.csv\"");
    }

    [Theory]
    [InlineData("""{}""", "id type source_type source_id created_at image_url description confidence_score verification image_id metadata")]
    [InlineData("""{"include_metadata":false}""",
        "id type source_type source_id created_at image_url description confidence_score verification image_id")]
    [InlineData("""{"include_failed":true}""",
        "id type source_type source_id created_at image_url description confidence_score verification image_id metadata status "
        + "error_message")]
    [InlineData("""{"fields":["description","id","description"]}""", "description id")]
    [InlineData("""{"fields":["metadata","status"],"include_metadata":false}""", "status")]
    public async Task The_fields_are_those_requested_in_the_requested_order(string body, string names)
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");

        var lines = (await ExportContentAsync(api, With(body, "jsonl"))).ParseJsonLines();

        lines.Single().EnumerateObject().Select(field => field.Name).Should().Equal(names.Split(' '));
    }

    [Fact]
    public async Task Failed_descriptions_are_exported_only_on_request()
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "good.jpg");
        var broken = await api.UploadAndGetIdAsync(DescriptionHistoryRequests.DamagedPhoto, "broken.jpg");
        string[] fields = ["metadata", "description", "status", "error_message"];

        var withoutFailed = (await ExportContentAsync(api, new { data_type = "descriptions", format = "jsonl", fields })).ParseJsonLines();
        var all = (await ExportContentAsync(api,
            new { data_type = "descriptions", format = "jsonl", fields, include_failed = true })).ParseJsonLines();

        withoutFailed.Should().ContainSingle().Which.GetProperty("status").GetString().Should().Be("completed");
        all.Should().HaveCount(2);
        var failed = all.Single(line => line.GetProperty("status").GetString() == "failed");
        failed.GetProperty("metadata").GetProperty("file_id").GetString().Should().Be(broken);
        failed.GetProperty("description").GetString().Should().BeNull();
        failed.GetProperty("error_message").GetString().Should().StartWith("The image cannot be processed");
    }

    [Theory]
    [InlineData("""{"limit":2}""", 2)]
    [InlineData("""{"limit":100000}""", 3)]
    [InlineData("""{"start_date":"2026-03-02T00:00:00Z"}""", 1)]
    [InlineData("""{"end_date":"2026-03-01T12:00:00Z"}""", 2)]
    [InlineData("""{"source_types":["batch"]}""", 1)]
    [InlineData("""{"source_types":["single","batch"]}""", 3)]
    [InlineData("""{"source_types":[]}""", 3)]
    [InlineData("""{"search_terms":["xyzzyplugh"]}""", 0)]
    [InlineData("""{"search_terms":["xyzzyplugh","a"]}""", 3)]
    [InlineData("""{"search_terms":[""," "]}""", 3)]
    [InlineData("""{"min_confidence":0.8,"max_confidence":1.0}""", 3)]
    public async Task Filters_and_the_limit_restrict_an_export(string body, int count)
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        await api.UploadAndGetIdAsync(Samples.Photo(1), "a.jpg");
        await api.UploadAndGetIdAsync(Samples.Photo(2), "b.jpg");
        await api.AdvanceAsync(TimeSpan.FromDays(1));
        await api.UploadBatchAsync([(Samples.Photo(3), "c.jpg")]);

        var export = await api.ExportDataAsync(With(body, "jsonl"));
        var lines = (await api.DownloadExportAsync(export)).ParseJsonLines();

        export["record_count"].GetInt32().Should().Be(count);
        lines.Should().HaveCount(count);
        if (count == 2 && body.Contains("limit", StringComparison.Ordinal))
            lines[0].GetProperty("source_type").GetString().Should().Be("batch", "a limit keeps the newest records");
    }

    [Theory]
    [InlineData("csv",
        "id,type,source_type,source_id,created_at,image_url,description,confidence_score,verification,image_id,metadata\r\n")]
    [InlineData("json", "[\n]\n")]
    [InlineData("jsonl", "")]
    public async Task An_export_without_records_is_completed_and_well_formed(string format, string content)
    {
        await using var api = await TestApi.StartAsync();

        var export = await api.ExportDataAsync(new { data_type = "descriptions", format });

        export["status"].GetString().Should().Be("completed");
        export["record_count"].GetInt32().Should().Be(0);
        (await api.DownloadExportAsync(export)).Text.Should().Be(content);
    }

    [Theory]
    [InlineData("""{}""", "data_type")]
    [InlineData("""{"data_type":null}""", "data_type")]
    [InlineData("""{"data_type":"verifications"}""", "data_type")]
    [InlineData("""{"data_type":"descriptions","format":"xlsx"}""", "format")]
    [InlineData("""{"data_type":"descriptions","limit":0}""", "limit")]
    [InlineData("""{"data_type":"descriptions","limit":100001}""", "limit")]
    [InlineData("""{"data_type":"descriptions","limit":1.5}""", "limit")]
    [InlineData("""{"data_type":"descriptions","min_confidence":-0.1}""", "min_confidence")]
    [InlineData("""{"data_type":"descriptions","max_confidence":1.1}""", "max_confidence")]
    [InlineData("""{"data_type":"descriptions","start_date":"soon"}""", "start_date")]
    [InlineData("""{"data_type":"descriptions","end_date":7}""", "end_date")]
    [InlineData("""{"data_type":"descriptions","search_terms":"safety"}""", "search_terms")]
    [InlineData("""{"data_type":"descriptions","search_terms":[null]}""", "search_terms")]
    [InlineData("""{"data_type":"descriptions","source_types":["shoes"]}""", "source_types")]
    [InlineData("""{"data_type":"descriptions","source_types":[null]}""", "source_types")]
    [InlineData("""{"data_type":"descriptions","fields":[]}""", "fields")]
    [InlineData("""{"data_type":"descriptions","fields":["id","shoes"]}""", "fields")]
    [InlineData("""{"data_type":"descriptions","fields":[null]}""", "fields")]
    [InlineData("""{"data_type":"descriptions","fields":["metadata"],"include_metadata":false}""", "fields")]
    [InlineData("""{"data_type":"descriptions","include_failed":"no"}""", "include_failed")]
    [InlineData("""{"data_type":"descriptions","include_metadata":0}""", "include_metadata")]
    public async Task An_invalid_request_is_refused_with_its_field(string body, string field)
    {
        await using var api = await TestApi.StartAsync();

        (await api.SendTextAsync(HttpMethod.Post, "/api/v2/data/export", body)).ShouldFail(422, "VALIDATION_ERROR", field);
    }

    [Fact]
    public async Task Search_terms_are_limited_in_number_and_length()
    {
        await using var api = await TestApi.StartAsync();

        foreach (var (count, length, status) in new[] { (100, 1, 202), (101, 1, 422), (1, 1000, 202), (1, 1001, 422) })
        {
            var response = await api
                .ExportDataAsync(new { data_type = "descriptions", search_terms = Enumerable.Repeat(new string('a', length), count) });
            response.Status.Should().Be(status, $"{count} terms of {length}");
        }
    }

    private static readonly JsonSerializerOptions Relaxed =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string QuoteCsv(
        string text) => text.AsSpan().IndexOfAny(",\"") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static Dictionary<string, JsonElement> With(string body, string format)
    {
        var with = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(body)!;
        (with["data_type"], with["format"]) =
            (JsonSerializer.SerializeToElement("descriptions"), JsonSerializer.SerializeToElement(format));
        return with;
    }

    private static async Task<TestResponse> ExportContentAsync(
        TestApi api, object body) => await api.DownloadExportAsync(await api.ExportDataAsync(body));
}
