using System.Text.Json;

namespace Scopix.Client;

/// <summary>The ways in which an error's JSON is written (public: Error Codes Reference, and the older OpenAPI file).</summary>
internal static class Dialects
{
    public static Failure Read(JsonElement body, Failure plain)
    {
        var read = body.TryGetProperty("error", out var error) ? OfError(body, error, plain)
            : body.TryGetProperty("detail", out var detail) ? OfDetail(detail, plain)
            : plain with { Message = Text(body, "message") ?? plain.Message };
        return read with { RequestId = Text(body, "request_id"), SuggestedEndpoint = Endpoint(body) ?? (error.ValueKind == JsonValueKind.Object ? Endpoint(error) : null) };
    }

    /// <summary>The envelope <c>{"error":{"code","message","details"}}</c>, or the older <c>{"error":"type","message":"…"}</c>.</summary>
    private static Failure OfError(JsonElement body, JsonElement error, Failure plain)
    {
        if (error.ValueKind != JsonValueKind.Object)
            return plain with { Message = Text(body, "message") ?? (error.ValueKind == JsonValueKind.String ? error.GetString()! : plain.Message), Details = Some(body, "details") };
        var details = Some(error, "details");
        return plain with
        {
            Code = Text(error, "code") ?? plain.Code,
            Message = Text(error, "message") ?? plain.Message,
            Details = details,
            Fields = details is { ValueKind: JsonValueKind.Object } named && Text(named, "field") is { } field ? [new FieldError(field, Text(named, "issue") ?? "")] : [],
        };
    }

    /// <summary>FastAPI's: a text, or a list of <c>{"loc","msg","type"}</c>.</summary>
    private static Failure OfDetail(JsonElement detail, Failure plain)
    {
        if (detail.ValueKind == JsonValueKind.String) return plain with { Message = detail.GetString()! };
        if (detail.ValueKind != JsonValueKind.Array) return plain with { Details = detail };
        FieldError[] fields = [.. detail.EnumerateArray().Where(issue => issue.ValueKind == JsonValueKind.Object).Select(issue => new FieldError(Place(issue), Text(issue, "msg") ?? ""))];
        return plain with
        {
            Code = "VALIDATION_ERROR",
            Message = fields.Length == 0 ? plain.Message : string.Join("; ", fields.Select(field => $"{field.Field}: {field.Issue}")),
            Details = detail,
            Fields = fields,
        };
    }

    private static string Place(JsonElement issue)
    {
        if (!issue.TryGetProperty("loc", out var loc) || loc.ValueKind != JsonValueKind.Array) return "";
        string[] steps = [.. loc.EnumerateArray().Select(step => step.ToString())];
        return string.Join('.', steps.Length > 1 && steps[0] is "body" or "query" or "path" or "header" ? steps[1..] : steps);
    }

    private static string? Endpoint(JsonElement place) => Some(place, "suggestion") is { ValueKind: JsonValueKind.Object } suggestion ? Text(suggestion, "endpoint") : null;

    private static JsonElement? Some(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(JsonElement json, string name) => Some(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
