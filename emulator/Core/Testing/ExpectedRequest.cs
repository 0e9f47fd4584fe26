using System.Text.Json.Nodes;

namespace Scopix.Emulator;

/// <summary>
/// The requests that a test expects, and their number: at least one when no number is given. A request matches when it has every
/// given part.
/// </summary>
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
    /// must be absent.
    /// </summary>
    public JsonObject? Query { get; init; }

    /// <summary>A part of the JSON body or of the form; other fields are ignored. Null for any body.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>The status of the response; null for any status.</summary>
    public int? Status { get; init; }

    /// <summary>The exact number of requests, 0 or more; null when it is not exact.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Times { get; init; }

    /// <summary>The least number of requests; null for no minimum.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AtLeast { get; init; }

    /// <summary>The greatest number of requests; null for no maximum.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AtMost { get; init; }
}
