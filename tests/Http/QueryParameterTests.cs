using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Http;

public sealed class QueryParameterTests
{
    [Theory]
    [InlineData("limit=0", "limit", "must be between 1 and 100")]
    [InlineData("limit=101", "limit", "must be between 1 and 100")]
    [InlineData("limit=-1", "limit", "must be between 1 and 100")]
    [InlineData("limit=99999999999999999999", "limit", "must be a whole number between 1 and 100")]
    [InlineData("limit=9223372036854775807", "limit", "must be between 1 and 100")]
    [InlineData("limit=4294967297", "limit", "must be between 1 and 100")]
    [InlineData("limit=1e1", "limit", "must be a whole number between 1 and 100")]
    [InlineData("limit=0x10", "limit", "must be a whole number between 1 and 100")]
    [InlineData("limit=1.0", "limit", "must be a whole number between 1 and 100")]
    [InlineData("limit=%D9%A3", "limit", "must be a whole number between 1 and 100")]
    [InlineData("offset=-1", "offset", "must be between 0 and 2147483647")]
    [InlineData("offset=2147483648", "offset", "must be between 0 and 2147483647")]
    [InlineData("sort_by=name", "sort_by", "must be one of content_created_at, created_at, title, size_bytes")]
    [InlineData("sort_by=Title", "sort_by", "must be one of content_created_at, created_at, title, size_bytes")]
    [InlineData("sort_order=up", "sort_order", "must be one of asc, desc")]
    [InlineData("search_mode=some", "search_mode", "must be one of all, metadata, visible_text")]
    [InlineData("media_types=image&media_types=audio", "media_types", "must be one of image, document, video, link")]
    [InlineData("has_description=maybe", "has_description", "must be true or false")]
    [InlineData("ids=1234", "ids", "must be a UUID")]
    [InlineData("project_id={00000000-0000-4000-8000-000000000000}", "project_id", "must be a UUID")]
    [InlineData("date_from=yesterday", "date_from", "must be an ISO 8601 date-time, e.g. 2026-01-31T23:59:59Z")]
    [InlineData("date_to=2026-02-30", "date_to", "must be an ISO 8601 date-time, e.g. 2026-01-31T23:59:59Z")]
    public async Task The_error_for_an_invalid_query_parameter_states_name_and_limit(string query, string field, string issue)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.GetAsync("/api/v2/files?" + query);

        response.ShouldFail(422, "VALIDATION_ERROR", field);
        response.Issue.Should().Be(issue);
    }

    [Theory]
    [InlineData("limit=1&limit=2", 2)]
    [InlineData("limit=nonsense&limit=3", 3)]
    [InlineData("limit=1&limit=", 20)]
    [InlineData("limit=", 20)]
    [InlineData("sort_by=nonsense&sort_by=title&sort_order=asc", 20)]
    [InlineData("unknown=1&another", 20)]
    [InlineData("offset=2147483647", 20)]
    public async Task The_last_of_repeated_parameters_is_used_and_empty_or_unknown_ones_are_ignored(string query, int limit)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.GetAsync("/api/v2/files?" + query);

        response.Status.Should().Be(200, response.Text);
        response["limit"].GetInt32().Should().Be(limit);
    }

    [Theory]
    [InlineData("GET", "/api/v2/files/123", "file_id")]
    [InlineData("GET", "/api/v2/files/zzzzzzzz", "file_id")]
    [InlineData("GET", "/api/v2/files/00000000000040008000000000000000", "file_id")]
    [InlineData("GET", "/api/v2/files/%7B00000000-0000-4000-8000-000000000000%7D", "file_id")]
    [InlineData("GET", "/api/v2/files/..%2F..%2Fetc", "file_id")]
    [InlineData("GET", "/api/v2/files/1234/download", "file_id")]
    [InlineData("DELETE", "/api/v2/files/1234", "file_id")]
    [InlineData("GET", "/api/v2/files/uploads-status/1234", "file_id")]
    [InlineData("GET", "/api/v2/files/sessions/1234/status", "session_id")]
    [InlineData("POST", "/api/v2/files/sessions/1234/cancel", "session_id")]
    [InlineData("POST", "/_emulator/files/1234/restore", "file_id")]
    public async Task The_error_for_an_invalid_UUID_in_the_path_names_the_parameter(string method, string path, string field)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.SendAsync(new HttpMethod(method), path);

        response.ShouldFail(422, "VALIDATION_ERROR", field);
    }

    [Fact]
    public async Task An_id_is_accepted_in_upper_case()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");

        var whole = await api.GetAsync($"/api/v2/files/{id.ToUpperInvariant()}");
        var prefix = await api.GetAsync($"/api/v2/files/{id[..8].ToUpperInvariant()}");

        whole["id"].GetString().Should().Be(id);
        prefix["id"].GetString().Should().Be(id);
    }

    [Theory]
    [InlineData("content_category=selfie", "content_category")]
    [InlineData("storage_target=moon", "storage_target")]
    [InlineData("auto_describe=perhaps", "auto_describe")]
    [InlineData("compliance_type=mls", "compliance_standard")]
    [InlineData("compliance_type=other", "compliance_type")]
    [InlineData("project_id=mine", "project_id")]
    [InlineData("title=a\0b", "title")]
    public async Task An_invalid_form_field_is_refused_by_name_and_stores_nothing(string field, string name)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.UploadAsync(Samples.Note(), "note.txt", field);

        response.ShouldFail(422, "VALIDATION_ERROR", name);
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(0);
    }

    [Theory]
    [InlineData("%F0%9F%98%80")]
    [InlineData("%CC%81")]
    [InlineData("%22%20OR%20%22")]
    [InlineData("title%3A*")]
    [InlineData("a%20AND%20(b%20NOT")]
    [InlineData("%EF%BF%BF%20x")]
    [InlineData("%ED%A0%80x")]
    [InlineData("--%3B%20DROP%20TABLE%20files")]
    public async Task A_search_for_any_text_returns_200(string search)
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");

        foreach (var mode in (string[])["all", "metadata", "visible_text"])
            (await api.GetAsync($"/api/v2/files?search={search}&search_mode={mode}")).Status.Should().Be(200);
    }
}
