using System.Text.Json.Nodes;

namespace Scopix.Emulator.Tests.Proxy;

/// <summary>Deviations from the contracts that a live-like target is made to show, and what must be reported of each.</summary>
internal static class PlantedDeviations
{
    /// <summary>What is reported of a deviation: the place and its kind; and the change of a response that plants it.</summary>
    public sealed record Planted(string Name, string Place, string Kind, Func<DeviantResponse, bool> Change)
    {
        /// <summary>How many deviations it may look like: a change of one thing may contradict several claims.</summary>
        public int MaxItems { get; init; } = 3;
    }

    private static readonly Func<DeviantResponse, bool> IsDetails = response => response is { Method: "GET", Status: 200 }
        && Guid.TryParse(response.Path["/api/v2/files".Length..].TrimStart('/'), out _);

    public static IReadOnlyList<Planted> All { get; } =
    [
        .. Statuses(), .. Headers(), .. Bodies(), .. Lists(), .. Urls(), .. Histories(), .. Refusals(), .. Forms(), .. Llama(),
    ];

    private static IEnumerable<Planted> Statuses() =>
    [
        new("upload 200", "status", "status", On("POST", "/files/upload", r => r.Status = 200)),
        new("export 200", "status", "status", On("POST", "/data/export", r => r.Status = 200)),
        new("folder 200", "status", "status", On("POST", "/folders", r => r.Status = 200)),
        new("list 405", "verb", "status", On("GET", "/files", r => r.Status = 405)),
        new("quota 503", "status", "server error", On("GET", "/files/quota-check", r => r.Status = 503)),
        new("details 410", "status", "status", Where(IsDetails, r => r.Status = 410)),
        new("search 207", "status", "status", On("POST", "/files/search", r => r.Status = 207)),
    ];

    private static IEnumerable<Planted> Headers() =>
    [
        new("no rate limit", "X-RateLimit-Limit", "presence", Any(r => r.Headers.Remove("X-RateLimit-Limit"))),
        new("reset in words", "X-RateLimit-Reset", "form", Any(r => r.Headers["X-RateLimit-Reset"] = "soon")),
        new("HTML", "Content-Type", "value", On("GET", "/folders", r => r.Headers.ContentType = "text/html")),
        new("no location", "Location", "presence", Where(r => r.Status == 302, r => r.Headers.Remove("Location"))),
    ];

    private static IEnumerable<Planted> Bodies() =>
    [
        new("no size", "size_bytes", "presence", Where(IsDetails, r => Remove(r.Json, "size_bytes"))),
        new("size as text", "size_bytes", "type", Where(IsDetails, r => r.Json["size_bytes"] = "12")),
        new("negative total", "total_count", "size", On("GET", "/folders", r => r.Json["total_count"] = -1)),
        new("time in words", "created_at", "form", Where(IsDetails, r => r.Json["created_at"] = "yesterday")),
        new("null tags", "tags", "type", Where(IsDetails, r => r.Json["tags"] = null)),
        new("unknown status word", "unified_status", "value",
            Where(r => r.Path.Contains("/uploads-status/", StringComparison.Ordinal), r => r.Json["unified_status"] = "resting")),
        new("new field", "checksum_crc", "new field", Where(IsDetails, r => r.Json["checksum_crc"] = 5)),
        new("no JSON", "body", "form", On("GET", "/files/export/columns", r => r.ReplaceBytes("<p>Hello</p>"u8.ToArray()))),
        new("empty body", "body", "form", On("GET", "/projects", r => r.ReplaceBytes([]))),
        new("no rejections", "rejections", "presence", On("POST", "/files/upload/batch", r => Remove(r.Json, "rejections"))),
        new("search time as text", "search_time_ms", "type", On("POST", "/files/search", r => r.Json["search_time_ms"] = "1 ms")),
        new("an item's title is a number", "items[].title", "type", On("GET", "/files", r => Each(r, item => item["title"] = 7))),
    ];

    private static IEnumerable<Planted> Lists() =>
    [
        new("has_more turned round", "has_more", "value", List("", r => r.Json["has_more"] = !(bool)r.Json["has_more"]!)),
        new("limit not echoed", "limit", "value", List("limit=1", r => r.Json["limit"] = 2)),
        new("offset not echoed", "offset", "value", List("offset=1", r => r.Json["offset"] = 0)),
        new("an item twice", "items", "extra items",
            List("", r => r.Json["items"]!.AsArray().Add(r.Json["items"]![0]!.DeepClone()))) { MaxItems = 12 },
        new("total too small", "total_count", "value", List("", r => r.Json["total_count"] = 1)),
        new("filter of types ignored", "items[].media_type", "filter",
            List("media_types=", r => Each(r, item => item["media_type"] = "video"))) { MaxItems = 12 },
        new("filter of tags ignored", "items[].tags", "filter", List("tags=", r => Each(r, item => item["tags"] = new JsonArray("other")))),
        new("date_from ignored", "items[].created_at", "filter",
            List("date_from=", r => Each(r, item => item["created_at"] = "2019-12-31T00:00:00Z"))) { MaxItems = 12 },
        new("order turned round", "items", "order", List("sort_by=size_bytes", Reverse)),
        new("default order turned round", "items", "order", List("", r => Spread(r, 1))),
    ];

    private static IEnumerable<Planted> Urls() =>
    [
        new("download lives 600 s", "Location", "lifetime",
            Ending("/download", r => ReplaceLocation(r, "X-Amz-Expires=300", "X-Amz-Expires=600"))),
        new("variant lives a day", "Location", "lifetime",
            Where(r => r.Path.Contains("/variant/", StringComparison.Ordinal),
                r => ReplaceLocation(r, "X-Amz-Expires=3600", "X-Amz-Expires=86400"))),
        new("download has expired", "Location", "lifetime",
            Ending("/download", r => ReplaceLocation(r, "X-Amz-Date=20", "X-Amz-Date=19"))),
        new("intent outlives its URL", "presigned_url", "lifetime",
            On("POST", "/files/direct-uploads", r => r.Json["expires_at"] = "2030-01-01T00:00:00Z")),
    ];

    private static IEnumerable<Planted> Histories() =>
    [
        new("state goes back", "description_status", "state",
            Second(IsDetails, r => r.Json["description_status"] = "pending")),
        new("session goes back", "status", "state",
            Second(r => r.Path.EndsWith("/status", StringComparison.Ordinal) && r.Path.Contains("/sessions/", StringComparison.Ordinal)
                && r.Status == 200, r => r.Json["status"] = "uploading")),
        new("size changes", "size_bytes", "constant", Second(IsDetails, r => r.Json["size_bytes"] = 77)),
        new("list and details differ", "filename", "constant",
            List("", r => Each(r, item => item["filename"] = "other.jpg"))),
        new("update not applied", "title", "read after write",
            Where(r => r.Method == "PATCH", r => r.Json["title"] = "Kitchen")),
        new("update not read", "title", "read after write",
            Where(r => IsDetails(r) && (string?)r.Json["title"] == "A new kitchen", r => r.Json["title"] = "Kitchen")),
        new("upload not found", "status", "read after write",
            Where(r => r.Path.Contains("/uploads-status/", StringComparison.Ordinal), r => SetRefusal(r, 404, "HTTP_404"))),
        new("deleted file found", "status", "read after delete",
            Where(r => r is { Method: "GET", Status: 404 } && !r.Path.Contains("1111", StringComparison.Ordinal),
                r => SetRefusal(r, 409, "HTTP_409"))),
    ];

    private static IEnumerable<Planted> Refusals() =>
    [
        new("limit beyond accepted", "request.query.limit", "refusal",
            Where(r => r.Query.Contains("limit=500", StringComparison.Ordinal), r => r.Status = 200)),
        new("limit beyond is 400", "request.query.limit", "refusal",
            Where(r => r.Query.Contains("limit=500", StringComparison.Ordinal), r => SetRefusal(r, 400, "VALIDATION_ERROR"))),
        new("malformed id is 404", "request.path.session_id", "refusal",
            Where(r => r.Path.Contains("no-uuid", StringComparison.Ordinal), r => SetRefusal(r, 404, "HTTP_404"))),
        new("body field accepted", "request.limit", "refusal",
            Where(r => r.Path.EndsWith("/search", StringComparison.Ordinal) && r.Status == 422, r => r.Status = 200)),
        new("no key is 400", "request.key", "refusal",
            Where(r => r.Status == 401, r => SetRefusal(r, 400, "HTTP_400"))),
        new("wrong code", "error.code", "value", Where(r => r.Status == 404, r => SetRefusal(r, 404, "NOT_HERE"))),
        new("no request id in a refusal", "request_id", "presence",
            Where(r => r.Status == 422, r => Remove(r.Json, "request_id"))) { MaxItems = 5 },
        new("code of a refused value", "error.code", "value", Where(r => r.Status == 422, r => SetRefusal(r, 422, "BAD_INPUT"))),
    ];

    private static IEnumerable<Planted> Forms() =>
    [
        .. ((string[])["auto_describe", "folder_id", "content_category", "title", "file", "timeout"]).Select(name =>
            new Planted($"form: {name} accepted", $"request.{name}", "refusal",
                Where(r => r.Query == $"?form={name}", r => r.Status = name == "timeout" ? 200 : 201)) { MaxItems = 4 }),
        new("form: a word of no enum is 415", "request.content_category", "refusal",
            Where(r => r.Query == "?form=content_category", r => SetRefusal(r, 415, "HTTP_415"))),
    ];

    private static IEnumerable<Planted> Llama() =>
    [
        new("llama: unknown purpose accepted", "request.purpose", "refusal",
            Where(r => r is { Path: "/api/v1/beta/files", Method: "POST", Status: 422 }, r => r.Status = 200)),
        new("llama: no items", "items", "presence",
            Where(r => r is { Path: "/api/v1/beta/files", Method: "GET" }, r => Remove(r.Json, "items"))),
        new("llama: deletion 200", "status", "status", Where(r => r is { Method: "DELETE", Status: 204 }, r => r.Status = 200)),
        new("llama: URL ends before expires_at", "url", "lifetime",
            Ending("/content", r => r.Json["expires_at"] = "2030-01-01T00:00:00Z")),
        new("llama: refusal without detail", "detail", "presence",
            Where(r => r.Path.StartsWith("/api/v1/", StringComparison.Ordinal) && r.Status == 404, r => Remove(r.Json, "detail"))),
    ];

    private static Func<DeviantResponse, bool> Where(Func<DeviantResponse, bool> applies, Action<DeviantResponse> change) => response =>
    {
        if (!applies(response)) return false;
        change(response);
        return true;
    };

    private static Func<DeviantResponse, bool> Any(Action<DeviantResponse> change) => Where(_ => true, change);

    private static Func<DeviantResponse, bool> On(string method, string path, Action<DeviantResponse> change) =>
        Where(r => r.Method == method && r.Path == "/api/v2" + path && r.Status < 400, change);

    private static Func<DeviantResponse, bool> Ending(string path, Action<DeviantResponse> change) =>
        Where(r => r.Path.EndsWith(path, StringComparison.Ordinal), change);

    private static Func<DeviantResponse, bool> List(string query, Action<DeviantResponse> change) => Where(
        r => r is { Method: "GET", Path: "/api/v2/files", Status: 200 } && r.Query.Contains(query, StringComparison.Ordinal)
            && r.Json["items"]!.AsArray().Count > 0, change);

    /// <summary>Changes all responses but the first that it applies to.</summary>
    private static Func<DeviantResponse, bool> Second(Func<DeviantResponse, bool> applies, Action<DeviantResponse> change)
    {
        var seen = 0;
        return Where(r => applies(r) && Interlocked.Increment(ref seen) > 1, change);
    }

    private static bool Remove(JsonNode json, string name) => json.AsObject().Remove(name);

    private static void Each(DeviantResponse response, Action<JsonNode> change)
    {
        foreach (var item in response.Json["items"]!.AsArray()) change(item!);
    }

    private static void Reverse(DeviantResponse response)
    {
        var items = response.Json["items"]!.AsArray();
        var sizes = items.Select(item => (long)item!["size_bytes"]!).OrderDescending().ToArray();
        for (var i = 0; i < sizes.Length; i++) items[i]!["size_bytes"] = sizes[i];
    }

    private static void Spread(DeviantResponse response, int days)
    {
        var at = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Each(response, item => item["content_created_at"] = (at += TimeSpan.FromDays(days)).ToString("yyyy-MM-ddTHH:mm:ssZ"));
    }

    private static void ReplaceLocation(DeviantResponse response, string from, string to) =>
        response.Headers.Location = response.Headers.Location.ToString().Replace(from, to, StringComparison.Ordinal);

    private static void SetRefusal(DeviantResponse response, int status, string code)
    {
        (response.Status, response.Headers.ContentType) = (status, "application/json");
        response.Replace(new JsonObject
        {
            ["error"] = new JsonObject { ["code"] = code, ["message"] = "Refused" },
            ["request_id"] = "5a3c1b9e-0a6f-4b8e-9a55-6a1f4d2c7e10",
        });
    }
}
