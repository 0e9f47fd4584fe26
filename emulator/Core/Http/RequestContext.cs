using System.Net;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.Extensions.Primitives;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http.Hooks;

namespace Scopix.Emulator.Http;

/// <summary>One request, as a handler sees it.</summary>
internal sealed class RequestContext(HttpContext http, RequestIdentity identity, EmulatorOptions options)
{
    /// <summary>A JSON body is at most this long, in bytes (assumed: the documents give no number).</summary>
    public const int MaxJsonBytes = 1024 * 1024;

    /// <summary>The request and response below.</summary>
    public HttpContext Http => http;

    /// <summary>The tenant whose key was sent.</summary>
    /// <exception cref="ApiError">There is none: 401.</exception>
    public TenantState Tenant => identity.Tenant ?? throw identity.Refusal!;

    /// <summary>The tenant, or null when no usable key was sent.</summary>
    public TenantState? TenantOrNull => identity.Tenant;

    /// <summary>The tenant whose key was sent and whose database is damaged; null when it is not.</summary>
    public string? DamagedTenant => identity.Refusal?.DamagedTenant;

    /// <summary>True when the request tried to authenticate.</summary>
    public bool HasAuthorization => !StringValues.IsNullOrEmpty(http.Request.Headers.Authorization);

    /// <summary>The query parameters.</summary>
    public RequestParameters Query => new("query", name => http.Request.Query[name]);

    /// <summary>When it gives up waiting for us.</summary>
    public CancellationToken Cancel => http.RequestAborted;

    /// <summary>The scheme and host that URLs in answers begin with; where we listen when the request names no usable host.</summary>
    public Uri Origin => options.PublicUrl
        ?? (Uri.TryCreate($"{http.Request.Scheme}://{http.Request.Headers.Host}", UriKind.Absolute, out var asked)
            && asked is { UserInfo: "", PathAndQuery: "/", Fragment: "" } ? asked : LocalOrigin);

    /// <summary>Refuses query parameters of other names than these: what is misspelt would have no effect.</summary>
    /// <exception cref="ApiError">There is one: 422 naming it.</exception>
    public void RejectUnknownQuery(params string[] known)
    {
        if (http.Request.Query.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw ApiError.Invalid(unknown,
                known.Length == 0 ? "is not known here" : $"is not known here; there are {string.Join(", ", known)}", "query");
    }

    /// <summary>Refuses a key of another vendor, whose tenants have nothing of the sort.</summary>
    /// <param name="what">What is for Scopix's tenants alone, e.g. <c>links</c>.</param>
    /// <exception cref="ApiError">It is one: 422 naming the header.</exception>
    public void RejectLlamaCloudKey(string what)
    {
        if (identity.Tenant?.Vendor == Vendor.LlamaCloud)
            throw ApiError.Invalid("Authorization", $"is LlamaCloud's key, and LlamaCloud has no {what}; send a scopix_ key", "header");
    }

    /// <summary>A segment of the path.</summary>
    public string GetRouteValue(string name) => (string)http.Request.RouteValues[name]!;

    /// <summary>A segment of the path that is a UUID, in lower case.</summary>
    /// <exception cref="ApiError">It is none: 422.</exception>
    public string GetRouteUuid(string name) => RequestParameters.ParseUuid(name, GetRouteValue(name), "path");

    /// <summary>Says that documented input had no effect here (header X-Emulator-Ignored).</summary>
    public void ReportIgnored(string field)
    {
        var header = http.Response.Headers["X-Emulator-Ignored"];
        http.Response.Headers["X-Emulator-Ignored"] = header.Count == 0 ? field : $"{header}, {field}";
    }

    /// <summary>Says that this answer rests on an assumption, whatever its operation rests on (header X-Emulator-Evidence).</summary>
    public void MarkAssumed() => http.Response.Headers["X-Emulator-Evidence"] = "assumed";

    /// <summary>Shows the form that was sent to the hooks.</summary>
    public void ReportForm(SentForm form) => RequestHooks.Of(http)?.OnForm(http, form);

    /// <summary>Reads the JSON body.</summary>
    /// <exception cref="ApiError">Too long (413), of another type, malformed or of the wrong shape (422 naming the field).</exception>
    public async Task<T> ReadJsonAsync<T>(JsonTypeInfo<T> type)
    {
        if (!http.Request.HasJsonContentType())
            throw ApiError.Invalid("Content-Type", $"must be application/json, got {DescribeContentType(http.Request.ContentType)}",
                "header");
        var json = await ReadBodyAsync();
        if (!Utf8.IsValid(json.Span)) throw ApiError.Invalid("body", "is not valid UTF-8");
        try
        {
            return JsonSerializer.Deserialize(SkipByteOrderMark(json.Span), type)
                ?? throw ApiError.Invalid("body", "must be a JSON object");
        }
        catch (JsonException error)
        {
            throw ToApiError(error);
        }
    }

    private Uri LocalOrigin =>
        new($"{http.Request.Scheme}://{new IPEndPoint(http.Connection.LocalIpAddress ?? IPAddress.Loopback, http.Connection.LocalPort)}");

    private async Task<ReadOnlyMemory<byte>> ReadBodyAsync()
    {
        if (http.Request.ContentLength > MaxJsonBytes) throw CreateTooLargeError();
        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int count; (count = await http.Request.Body.ReadAsync(buffer, Cancel)) > 0;)
        {
            if (body.Length + count > MaxJsonBytes) throw CreateTooLargeError();
            body.Write(buffer, 0, count);
        }
        var read = body.GetBuffer().AsMemory(0, (int)body.Length);
        RequestHooks.Of(http)?.OnJsonBody(http, read);
        return read;
    }

    /// <summary>A UTF-8 byte order mark is passed over, as Python's JSON does.</summary>
    private static ReadOnlySpan<byte> SkipByteOrderMark(ReadOnlySpan<byte> json) => json.StartsWith("\uFEFF"u8) ? json[3..] : json;

    private static ApiError CreateTooLargeError() => ApiError.TooLarge("body", $"at most {MaxJsonBytes} bytes of JSON");

    /// <summary>Says what is wrong in the API's words, not in those of a .NET type.</summary>
    private static ApiError ToApiError(JsonException error)
    {
        var field = string.IsNullOrEmpty(error.Path) || error.Path == "$" ? "body" : error.Path.TrimStart('$').TrimStart('.').Split('[')[0];
        const string missing = "missing required properties including: ";
        if (error.Message.IndexOf(missing, StringComparison.Ordinal) is var at and >= 0)
            return ApiError.Invalid(error.Message[(at + missing.Length)..].Split('\'')[1], "is required");
        if (error.InnerException?.Message.Contains("UTF-16", StringComparison.Ordinal) == true)
            return ApiError.Invalid(field, "must be Unicode text: half a surrogate pair stands alone");
        if (error.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
            return ApiError.Invalid(field, error.Path!.EndsWith(']') ? "has an item of the wrong type" : "is of the wrong type");
        if (error.Message.Contains("could not be mapped", StringComparison.Ordinal)) return ApiError.Invalid(field, "is not a known field");
        if (error.Message.Contains("doesn't allow", StringComparison.Ordinal)) return ApiError.Invalid(field, "must not be null");
        return error.LineNumber is { } line && error.InnerException is not null
            ? ApiError.Invalid("body", $"malformed JSON at line {line + 1}, byte {error.BytePositionInLine}")
            : ApiError.Invalid(field, error.Message.Split(" Path: ")[0]);
    }

    private static string DescribeContentType(string? contentType) => string.IsNullOrEmpty(contentType) ? "none" : contentType;
}
