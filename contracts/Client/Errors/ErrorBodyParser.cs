using System.Text.Json;

namespace Scopix.Client;

/// <summary>Reads the forms that an error's JSON can have (public: Error Codes Reference, and the older OpenAPI file).</summary>
internal static class ErrorBodyParser
{
    public static ErrorDetails Parse(JsonElement body, ErrorDetails fallback)
    {
        var read = body.TryGetProperty("error", out var error) ? ParseErrorEnvelope(body, error, fallback)
            : body.TryGetProperty("detail", out var detail) ? ParseFastApiDetail(detail, fallback)
            : fallback with { Message = GetText(body, "message") ?? fallback.Message };
        return read with
        {
            RequestId = GetText(body, "request_id"),
            SuggestedEndpoint =
                GetSuggestedEndpoint(body) ?? (error.ValueKind == JsonValueKind.Object ? GetSuggestedEndpoint(error) : null)
        };
    }

    /// <summary>The envelope <c>{"error":{"code","message","details"}}</c>, or the older <c>{"error":"type","message":"…"}</c>.</summary>
    private static ErrorDetails ParseErrorEnvelope(JsonElement body, JsonElement error, ErrorDetails fallback)
    {
        if (error.ValueKind != JsonValueKind.Object)
            return fallback
                with
            {
                Message = GetText(body, "message")
                    ?? (error.ValueKind == JsonValueKind.String ? error.GetString()! : fallback.Message),
                Details = GetNonNull(body, "details")
            };
        var details = GetNonNull(error, "details");
        return fallback with
        {
            Code = GetText(error, "code") ?? fallback.Code,
            Message = GetText(error, "message") ?? fallback.Message,
            Details = details,
            Fields = details is { ValueKind: JsonValueKind.Object } named && GetText(named, "field") is { } field
                ? [new FieldError(field, GetText(named, "issue") ?? "")] : [],
        };
    }

    /// <summary>FastAPI's form: a text, or a list of <c>{"loc","msg","type"}</c>.</summary>
    private static ErrorDetails ParseFastApiDetail(JsonElement detail, ErrorDetails fallback)
    {
        if (detail.ValueKind == JsonValueKind.String) return fallback with { Message = detail.GetString()! };
        if (detail.ValueKind != JsonValueKind.Array) return fallback with { Details = detail };
        FieldError[] fields = [.. detail.EnumerateArray().Where(issue => issue.ValueKind == JsonValueKind.Object)
            .Select(issue => new FieldError(FormatLocation(issue), GetText(issue, "msg") ?? ""))];
        return fallback with
        {
            Code = "VALIDATION_ERROR",
            Message = fields.Length == 0 ? fallback.Message : string.Join("; ", fields.Select(field => $"{field.Field}: {field.Issue}")),
            Details = detail,
            Fields = fields,
        };
    }

    private static string FormatLocation(JsonElement issue)
    {
        if (!issue.TryGetProperty("loc", out var loc) || loc.ValueKind != JsonValueKind.Array) return "";
        string[] steps = [.. loc.EnumerateArray().Select(step => step.ToString())];
        return string.Join('.', steps.Length > 1 && steps[0] is "body" or "query" or "path" or "header" ? steps[1..] : steps);
    }

    private static string? GetSuggestedEndpoint(JsonElement place) =>
        GetNonNull(place, "suggestion") is { ValueKind: JsonValueKind.Object } suggestion ? GetText(suggestion, "endpoint") : null;

    private static JsonElement? GetNonNull(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? GetText(JsonElement json, string name) =>
        GetNonNull(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
