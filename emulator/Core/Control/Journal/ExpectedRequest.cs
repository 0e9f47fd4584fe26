using Scopix.Emulator.Control;

namespace Scopix.Emulator;

/// <summary>
/// The requests that a test expects, and their number: at least one when no number is given. A request matches when it has every
/// given part.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ExpectedRequest
{
    /// <summary>
    /// An operation's id (<c>files.list</c>), a family (<c>files.*</c>), <c>*</c>, or a storage request (<c>storage.put_part</c>);
    /// null for any.
    /// </summary>
    public string? Operation { get; init; }

    /// <summary>The path; <c>*</c> matches any text. Null for any path.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// Query values by name, e.g. <c>new() { ["tags"] = "pump" }</c>: a list for a repeated parameter, null for a parameter that
    /// must be absent. Other parameters are not compared.
    /// </summary>
    [JsonIgnore]
    public JsonObject? Query
    {
        get => SentQuery is { ValueKind: JsonValueKind.Object } query ? JsonObject.Create(query) : null;
        init => SentQuery = value is null ? null : JsonSerializer.SerializeToElement(value, EngineJsonContext.Shared.JsonObject);
    }

    /// <summary>
    /// A part of the JSON body or of the form, which is an object of its texts; other fields are ignored, lists must have the same
    /// length. Null for any body.
    /// </summary>
    [JsonIgnore]
    public JsonNode? Body
    {
        get => SentBody is { } body ? JsonSerializer.SerializeToNode(body, EngineJsonContext.Shared.JsonElement) : null;
        init => SentBody = value is null ? null : JsonSerializer.SerializeToElement(value, ControlJsonContext.Shared.JsonNode);
    }

    /// <summary>The status of the response; null for any status.</summary>
    public int? Status { get; init; }

    /// <summary>The exact number of requests, 0 or more; null when it is not exact.</summary>
    public int? Times { get; init; }

    /// <summary>The least number of requests; null for no minimum.</summary>
    public int? AtLeast { get; init; }

    /// <summary>The greatest number of requests; null for no maximum.</summary>
    public int? AtMost { get; init; }

    /// <summary>1–100 requests, which are expected in this order instead; other requests may be between them.</summary>
    [JsonInclude]
    internal ExpectedRequest[]? Order { get; init; }

    [JsonInclude, JsonPropertyName("query")]
    internal JsonElement? SentQuery { get; init; }

    [JsonInclude, JsonPropertyName("body")]
    internal JsonElement? SentBody { get; init; }
}
