using System.Text;
using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Http;

public sealed class FuzzTests
{
    /// <summary>Can be increased with <c>SCOPIX_FUZZ_REQUESTS=20000 SCOPIX_FUZZ_SEED=7</c>.</summary>
    private static readonly int Requests = ReadSetting("SCOPIX_FUZZ_REQUESTS", 1_500);

    private static readonly string[] Values =
    [
        "", "0", "1", "-1", "20", "101", "2147483648", "1e308", "NaN", "true", "image", "title", "asc", "2026-01-01", "0001-01-01",
        "9999-12-31T23:59:59Z",
        "0001-01-01T00:00:00+14:00", "00000000-0000-4000-8000-000000000000", "abcdef01", "a%00b", "%F0%9F%98%80", "%ED%A0%80", "%", "%zz",
        "%22", "(", "*",
        "{0}", "..%2F..", "'%3B--", "PT1H", "release", "description", "x%0D%0Ay", "markdown", "pending", "streaming", "1&limit=2",
    ];

    private static readonly string[] Names =
    [
        "limit", "offset", "search", "search_mode", "tags", "media_types", "ids", "folder_id", "project_id", "has_description",
        "compliance_status",
        "date_from", "date_to", "sort_by", "sort_order", "format", "status", "upload_method", "stuck_minutes", "include_failed",
        "file_count", "seconds",
        "by", "at", "key", "tier", "expires_at", "is_active", "hashes", "file_ids", "title", "user_description", "event_type", "message",
        "data", "action",
        "columns", "data_type", "fields", "search_terms", "source_types", "min_confidence", "start_date", "connection_id", "sheet_name",
        "query", "similarity_threshold", "document_ids", "timeout", "include_embeddings", "name", "parent_id", "new_parent_id", "color",
        "project_type", "mode",
        "channel", "operation", "stage", "storage", "nth", "every", "chance", "times", "fail", "hold", "scenes", "text", "description",
        "confidence_score",
        "text_regions", "url", "auto_crawl", "item_reviews", "field_edits", "prepaid", "filename", "size_bytes", "content_type",
        "claimed_file_hash",
        "upload_mode", "part_number", "etag", "reason", "include_subfolders", "flatten_tags",
    ];

    /// <summary>The body fields of each operation, from its schema.</summary>
    private static readonly Dictionary<string, string[]> Fields = JsonDocument.Parse(ReadContract("operations.json")).RootElement
        .EnumerateArray()
        .Where(operation => operation.GetProperty("request").ValueKind == JsonValueKind.String)
        .ToDictionary(
            operation => operation.GetProperty("id").GetString()!,
            operation => JsonDocument.Parse(ReadContract($"schemas/{operation.GetProperty("request").GetString()}.schema.json")).RootElement
                .TryGetProperty("properties", out var properties)
                ? properties.EnumerateObject().Select(property => property.Name).ToArray() : Names);

    private static readonly string[] Json =
    [
        "null", "true", "0", "-1", "1e999", "1.5", "99999999999999999999", "\"\"", "\"text\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "[null]",
        "[\"a\"]", "[[]]",
        "{}", "{\"a\":[1,{\"b\":null}]}", "\"00000000-0000-4000-8000-000000000000\"", "[\"00000000-0000-4000-8000-000000000000\"]",
        "\"9999-12-31T23:59:59Z\"",
        "\"0001-01-01\"", "\"PT1H\"", "\"P9999Y\"", "\"release\"", "\"FREE\"", "\"scopix_Tenant990123456789abcdef\"", "\"\ud83d\ude00\"",
        "nul", "\"open",
    ];

    private static readonly string[] Types = ["application/json", "application/json; charset=utf-8", "text/plain", "",
        "multipart/form-data; boundary=x", "multipart/form-data", "a/b; c=\"d"];

    private static readonly string[] Methods = ["GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS", "TRACE", "MERGE"];

    private static int ReadSetting(
        string name, int defaultValue) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : defaultValue;

    [Fact]
    public async Task No_random_request_returns_5xx_and_every_error_is_in_the_envelope()
    {
        await using var api = await TestApi.StartAsync();
        var random = new Random(ReadSetting("SCOPIX_FUZZ_SEED", 20_260_131));
        // LlamaFuzzTests covers these
        var routes = Routes.ReadFrom(api.Emulator!).Where(route => !route.Id.StartsWith("llama.", StringComparison.Ordinal)).ToArray();
        string[] known =
        [
            await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg"),
            await api.UploadAndGetIdAsync(Samples.File("guide.md"), "guide.md"),
            await api.UploadAndGetIdAsync(Samples.File("clip.mp4"), "clip.mp4"),
            (await api.UploadBatchAsync([(Samples.Photo(1), "a.jpg")]))["session_id"].GetString()!,
        ];

        for (var n = 0; n < Requests; n++)
        {
            var (method, path, type, body) = CreateRandomRequest(random, routes, known);
            var address = new Uri(api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/') + path); // "//text" alone would be the name of a host
            using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = CreateContent(type, body) };
            foreach (var (name, value) in CreateRandomHeaders(random)) request.Headers.TryAddWithoutValidation(name, value);
            using var httpResponse = await api.Http.SendAsync(request, TestContext.Current.CancellationToken);
            var bytes = await httpResponse.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            var response = new TestResponse((int)httpResponse.StatusCode, httpResponse.Headers, httpResponse.Content.Headers, bytes);

            var because = $"request {n}: {method} {path} ({type}) {body} {request.Headers} returned {response.Status} {response.Text}";
            response.Status.Should().BeInRange(200, 499, because);
            if (response.Status >= 400 && method != "HEAD") ShouldFitEnvelope(response, because);
        }

        (await api.WithKey(null).PostAsync("/_emulator/reset")).Status.Should().Be(200);
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(0);
    }

    private static void ShouldFitEnvelope(TestResponse response, string because)
    {
        try
        {
            response.ShouldBeAnEnvelope();
        }
        catch (Exception error)
        {
            throw new InvalidOperationException(because, error);
        }
    }

    private static (string Method, string Path, string Type, string? Body) CreateRandomRequest(
        Random random, (string Id, string Method, string Path)[] routes, string[] known)
    {
        var route = routes[random.Next(routes.Length)];
        var method = random.Next(8) == 0 ? Pick(random, Methods) : route.Method;
        var path = Routes.FillPlaceholders(route.Path,
            random.Next(2) == 0 ? Pick(random, known) : Uri.EscapeDataString(Pick(random, Values)));
        if (random.Next(20) == 0) path += "/" + Uri.EscapeDataString(Pick(random, Values));
        var query = string.Join('&', Enumerable.Range(0, random.Next(4)).Select(_ => $"{Pick(random, Names)}={Pick(random, Values)}"));
        var body = method is "GET" or "HEAD" or "TRACE"
            ? null : random.Next(6) == 0 ? CreateRandomText(random)
                : CreateRandomObject(random, random.Next(3) > 0 && Fields.TryGetValue(route.Id, out var own) ? own : Names);
        return (method, path + "?" + query, random.Next(4) == 0 ? Pick(random, Types) : "application/json", body);
    }

    private static string CreateRandomObject(Random random, string[] names) =>
        "{" + string.Join(',', Enumerable.Range(0, random.Next(1, 5)).Select(_ => $"\"{Pick(random, names)}\":{Pick(random, Json)}")) + "}";

    private static string CreateRandomText(
        Random random) => new([.. Enumerable.Range(0, random.Next(60)).Select(_ => (char)random.Next(1, 0x250))]);

    private static ByteArrayContent? CreateContent(string type, string? body)
    {
        if (body is null) return null;
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (type.Length > 0) content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private static IEnumerable<(string Name, string Value)> CreateRandomHeaders(Random random)
    {
        if (random.Next(10) == 0) yield return ("X-Request-ID", Pick(random, Values));
        if (random.Next(10) == 0) yield return ("Origin", Pick(random, Values));
        if (random.Next(10) == 0)
            yield return ("Host", Pick(random, ["localhost", "a", "exa_mple", "a.b:99", "[::1]:1", "1.2.3", "xn--", "xn--a.b", "a-.b"]));
        if (random.Next(20) == 0) yield return ("Accept", Pick(random, Types));
        if (random.Next(20) == 0) yield return ("Range", "bytes=5-1");
    }

    private static string ReadContract(string file) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, "contracts", file));

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
