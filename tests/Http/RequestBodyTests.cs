using System.Text;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Http;

public sealed class RequestBodyTests
{
    private const string Duplicates = "/api/v2/files/check-duplicates";

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("nul")]
    [InlineData("{\"hashes\":}")]
    [InlineData("{\"hashes\":[]} trailing")]
    [InlineData("{'hashes':[]}")]
    [InlineData("{\"hashes\":[],}")]
    [InlineData("/* comment */ {}")]
    public async Task Malformed_JSON_returns_422_with_its_position(string body)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.SendTextAsync(HttpMethod.Post, Duplicates, body);

        response.ShouldFail(422, "VALIDATION_ERROR", "body");
        response.Issue.Should().StartWith("malformed JSON at line 1, byte ");
    }

    [Fact]
    public async Task A_byte_order_mark_before_JSON_is_ignored()
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.SendTextAsync(HttpMethod.Post, Duplicates, "\uFEFF{\"hashes\":[\"" + new string('a', 64) + "\"]}");

        response.Status.Should().Be(200);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("12")]
    public async Task JSON_that_is_not_an_object_returns_422(string body)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.SendTextAsync(HttpMethod.Post, Duplicates, body);

        response.ShouldFail(422, "VALIDATION_ERROR", "body");
    }

    [Theory]
    [InlineData("")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task JSON_with_another_content_type_returns_422(string contentType)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.SendTextAsync(HttpMethod.Post, Duplicates, """{"hashes":[]}""", contentType);

        response.ShouldFail(422, "VALIDATION_ERROR", "Content-Type");
    }

    [Theory]
    [InlineData("application/json", "Content-Type")]
    [InlineData("multipart/form-data", "Content-Type")]
    [InlineData("", "Content-Type")]
    public async Task An_upload_that_is_no_multipart_form_returns_422(string contentType, string field)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.SendTextAsync(HttpMethod.Post, "/api/v2/files/upload", "{}", contentType);

        response.ShouldFail(422, "VALIDATION_ERROR", field);
    }

    [Fact]
    public async Task A_JSON_body_above_1_MiB_returns_413()
    {
        await using var api = await TestApi.StartAsync();
        var body = $$"""{"hashes":["{{new string('a', 64)}}"]}""".PadRight(1024 * 1024);

        var fits = await api.SendTextAsync(HttpMethod.Post, Duplicates, body);
        var over = await api.SendTextAsync(HttpMethod.Post, Duplicates, body + " ");
        var chunked = await api.SendAsync(HttpMethod.Post, Duplicates, Chunked(body + " "));

        fits.Status.Should().Be(200);
        over.ShouldFail(413, "HTTP_413", "body");
        chunked.ShouldFail(413, "HTTP_413", "body");
    }

    [Fact]
    public async Task Deeply_nested_JSON_returns_422()
    {
        await using var api = await TestApi.StartAsync();
        var deep = new string('[', 100_000) + new string(']', 100_000);

        var known = await api.SendTextAsync(HttpMethod.Post, Duplicates, $$"""{"hashes":{{deep}}}""");
        var unknown = await api.SendTextAsync(HttpMethod.Post, Duplicates, $$"""{"other":{{deep}}}""");

        known.Status.Should().Be(422);
        known.ShouldBeAnEnvelope();
        unknown.ShouldFail(422, "VALIDATION_ERROR", "body");
    }

    [Theory]
    [InlineData("""{}""", "is required")]
    [InlineData("""{"hashes":null}""", "must not be null")]
    [InlineData("""{"hashes":"x"}""", "is of the wrong type")]
    [InlineData("""{"hashes":{}}""", "is of the wrong type")]
    [InlineData("""{"hashes":[1]}""", "has an item of the wrong type")]
    [InlineData("""{"hashes":[null]}""", "item 0 must be a SHA-256 of 64 hex digits")]
    [InlineData("""{"hashes":[[]]}""", "has an item of the wrong type")]
    [InlineData("""{"hashes":[]}""", "between 1 and 250 hashes, got 0")]
    public async Task The_error_for_a_missing_or_mistyped_field_names_the_field(string body, string issue)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.SendTextAsync(HttpMethod.Post, Duplicates, body);

        response.ShouldFail(422, "VALIDATION_ERROR", "hashes");
        response.Issue.Should().Be(issue);
    }

    [Theory]
    [InlineData("PATCH", "/api/v2/files/00000000-0000-4000-8000-000000000000", """{"title":"a\u0000b"}""", "title")]
    [InlineData("PATCH", "/api/v2/files/00000000-0000-4000-8000-000000000000", """{"tags":["a\u0000b"]}""", "tags")]
    [InlineData("PATCH", "/api/v2/files/00000000-0000-4000-8000-000000000000", """{"user_description":"\u0000"}""", "user_description")]
    [InlineData("POST", "/api/v2/files/log-upload-event", """{"event_type":"a\u0000","message":"m"}""", "event_type")]
    [InlineData("GET", "/api/v2/files?search=a%00b", null, "search")]
    [InlineData("GET", "/api/v2/files?folder_id=%00", null, "folder_id")]
    public async Task A_NUL_character_is_refused_in_every_text(string method, string path, string? body, string field)
    {
        await using var api = await TestApi.StartAsync();

        var response = body is null ? await api.GetAsync(path) : await api.SendTextAsync(new HttpMethod(method), path, body);

        response.ShouldFail(422, "VALIDATION_ERROR", field);
        response.Issue.Should().Be("must not contain a NUL character");
    }

    [Theory]
    [InlineData("""{"title":"\ud800"}""")]
    [InlineData("""{"tags":["\udc00"]}""")]
    [InlineData("""{"user_description":"\ud83d"}""")]
    [InlineData("{\"user_description\":\"\u00ff\"}")]
    [InlineData("{\"title\":\"\u00ff\"}")]
    public async Task Invalid_Unicode_returns_422(string body)
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");
        var content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
        content.Headers.ContentType = new("application/json");

        var response = await api.SendAsync(HttpMethod.Patch, $"/api/v2/files/{id}", content);

        response.Status.Should().Be(422, response.Text);
        response.ShouldBeAnEnvelope();
        (await api.GetAsync($"/api/v2/files/{id}")).Status.Should().Be(200);
        (await api.GetAsync("/api/v2/files")).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_truncated_upload_returns_400_and_stores_nothing()
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.SendTextAsync(HttpMethod.Post, "/api/v2/files/upload",
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhalf a file",
            "multipart/form-data; boundary=x");

        response.ShouldFail(400, "VALIDATION_ERROR", "body");
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(0);
    }

    private static StreamContent Chunked(string body)
    {
        var content = new StreamContent(new UnseekableStream(Encoding.UTF8.GetBytes(body)));
        content.Headers.ContentType = new("application/json");
        return content;
    }

    /// <summary>A stream without a length, which is sent in chunks.</summary>
    private sealed class UnseekableStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
