using System.Net;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Scopix.Emulator.Http.Hooks;

namespace Scopix.Emulator.Http;

internal sealed class RequestContext(HttpContext http, RequestIdentity identity, EmulatorOptions options)
{
    /// <summary>The greatest size of a JSON body, in bytes (assumed: the documents give no number).</summary>
    public const int MaxJsonBytes = 1024 * 1024;

    public HttpContext Http => http;

    /// <summary>The tenant of the request's key.</summary>
    /// <exception cref="ApiError">The key is missing or refused: 401, or 503 when the tenant's database cannot be opened.</exception>
    public TenantState Tenant => identity.Tenant ?? throw identity.Refusal!;

    public TenantState? TenantOrNull => identity.Tenant;

    /// <summary>The id of the tenant whose database is damaged; null when it is not damaged.</summary>
    public string? DamagedTenant => identity.Refusal?.DamagedTenant;

    public bool HasAuthorization => identity.HasAuthorization;

    public RequestParameters Query
    {
        get
        {
            var query = http.Request.Query;
            return new("query", name => query[name]);
        }
    }

    public CancellationToken Cancel => http.RequestAborted;

    /// <summary>
    /// The scheme and host of URLs in responses: <c>--public-url</c>, the request's own, or the listening address when the request
    /// names no valid host.
    /// </summary>
    public Uri Origin => options.PublicUrl ?? RequestOrigin.Parse(http.Request) ?? LocalOrigin;

    /// <summary>Refuses unknown query parameters, because a misspelt one would have no effect.</summary>
    /// <exception cref="ApiError">There is an unknown parameter: 422 naming it.</exception>
    public void RejectUnknownQuery(params string[] known)
    {
        if (http.Request.Query.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw ApiError.Invalid(unknown,
                "is not a known parameter" + (known.Length == 0 ? "" : $"; known are {string.Join(", ", known)}")
                + NameSuggestion.Describe(unknown, known), "query");
    }

    /// <summary>Refuses a LlamaCloud key, for a function that only Scopix's tenants have.</summary>
    /// <param name="what">The function, e.g. <c>links</c>.</param>
    /// <exception cref="ApiError">The key is LlamaCloud's: 422 naming the header.</exception>
    public void RejectLlamaCloudKey(string what)
    {
        if (identity.Tenant?.Vendor == Vendor.LlamaCloud)
            throw ApiError.Invalid("Authorization", $"is a LlamaCloud key, and LlamaCloud has no {what}; send a scopix_ key", "header");
    }

    public string GetRouteValue(string name) => (string)http.Request.RouteValues[name]!;

    /// <summary>A UUID from the path, in lower case.</summary>
    /// <exception cref="ApiError">It is not a UUID: 422.</exception>
    public string GetRouteUuid(string name) => RequestParameters.ParseUuid(name, GetRouteValue(name), "path");

    /// <summary>Reports documented input that had no effect, in the header X-Emulator-Ignored.</summary>
    public void ReportIgnored(string field)
    {
        var header = http.Response.Headers["X-Emulator-Ignored"];
        http.Response.Headers["X-Emulator-Ignored"] = header.Count == 0 ? field : $"{header}, {field}";
    }

    /// <summary>
    /// Reports in the header X-Emulator-Evidence that this response rests on an assumption, whatever the operation's evidence.
    /// </summary>
    public void MarkAssumed() => http.Response.Headers["X-Emulator-Evidence"] = "assumed";

    /// <summary>Reports where fields of the response come from, in the header X-Emulator-Sources.</summary>
    public void ReportSources(IEnumerable<KeyValuePair<string, string>> sources) =>
        http.Response.Headers["X-Emulator-Sources"] = string.Join(", ", sources.Select(source => $"{source.Key}={source.Value}"));

    /// <summary>Tells the client something about the response, in one sentence, in the header X-Emulator-Hint.</summary>
    public void AddHint(string sentence) => ResponseHints.Add(http.Response, sentence);

    public void ReportForm(SentForm form) => RequestHooks.Of(http)?.OnForm(http, form);

    /// <summary>Reads the JSON body.</summary>
    /// <exception cref="ApiError">The body is too long (413), has another content type, is malformed, or has the wrong shape (422
    /// naming the field).</exception>
    public async Task<T> ReadJsonAsync<T>(JsonTypeInfo<T> type)
    {
        var json = await ReadJsonBytesAsync(MaxJsonBytes);
        if (!Utf8.IsValid(json.Span)) throw ApiError.Invalid("body", "is not valid UTF-8");
        try
        {
            return JsonSerializer.Deserialize(SkipByteOrderMark(json.Span), type)
                ?? throw ApiError.Invalid("body", "must be a JSON object");
        }
        catch (JsonException error)
        {
            throw ToApiError(error, type.Properties.Select(property => property.Name));
        }
    }

    private Uri LocalOrigin =>
        new($"{http.Request.Scheme}://{new IPEndPoint(http.Connection.LocalIpAddress ?? IPAddress.Loopback, http.Connection.LocalPort)}");

    /// <summary>Reads the text of a JSON body.</summary>
    /// <exception cref="ApiError">The body is too long (413), or has another content type (422).</exception>
    public async Task<ReadOnlyMemory<byte>> ReadJsonBytesAsync(int maxBytes)
    {
        if (!http.Request.HasJsonContentType())
            throw ApiError.Invalid("Content-Type", $"must be application/json, got {DescribeContentType(http.Request.ContentType)}",
                "header");
        if (http.Request.ContentLength > maxBytes) throw CreateTooLargeError(maxBytes);
        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int count; (count = await http.Request.Body.ReadAsync(buffer, Cancel)) > 0;)
        {
            if (body.Length + count > maxBytes) throw CreateTooLargeError(maxBytes);
            body.Write(buffer, 0, count);
        }
        var read = body.GetBuffer().AsMemory(0, (int)body.Length);
        RequestHooks.Of(http)?.OnJsonBody(http, read);
        return read;
    }

    /// <summary>Skips a UTF-8 byte order mark, as Python's JSON parser does.</summary>
    private static ReadOnlySpan<byte> SkipByteOrderMark(ReadOnlySpan<byte> json) => json.StartsWith("\uFEFF"u8) ? json[3..] : json;

    private static ApiError CreateTooLargeError(int maxBytes) => ApiError.TooLarge("body", $"at most {maxBytes} bytes of JSON");

    /// <summary>Describes the error in the API's terms instead of those of .NET types.</summary>
    private static ApiError ToApiError(JsonException error, IEnumerable<string> fields)
    {
        var field = string.IsNullOrEmpty(error.Path) || error.Path == "$" ? "body" : error.Path.TrimStart('$').TrimStart('.').Split('[')[0];
        const string missing = "missing required properties including: ";
        if (error.Message.IndexOf(missing, StringComparison.Ordinal) is var at and >= 0)
            return ApiError.Invalid(error.Message[(at + missing.Length)..].Split('\'')[1], "is required");
        if (error.InnerException?.Message.Contains("UTF-16", StringComparison.Ordinal) == true)
            return ApiError.Invalid(field, "must be Unicode text: it contains an unpaired surrogate");
        if (error.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
            return ApiError.Invalid(field, error.Path!.EndsWith(']') ? "has an item of the wrong type" : "is of the wrong type");
        if (error.Message.Contains("could not be mapped", StringComparison.Ordinal))
            return ApiError.Invalid(field, "is not a known field" + NameSuggestion.Describe(field, fields));
        if (error.Message.Contains("doesn't allow", StringComparison.Ordinal)) return ApiError.Invalid(field, "must not be null");
        return error.LineNumber is { } line && error.InnerException is not null
            ? ApiError.Invalid("body", $"malformed JSON at line {line + 1}, byte {error.BytePositionInLine}")
            : ApiError.Invalid(field, error.Message.Split(" Path: ")[0]);
    }

    private static string DescribeContentType(string? contentType) => string.IsNullOrEmpty(contentType) ? "none" : contentType;
}
