using System.Text.Json.Nodes;

namespace Scopix.Emulator;

/// <summary>What requests a test expects, and how often: once or more when nothing is said. Every given part must fit.</summary>
public sealed record ExpectedRequest
{
    /// <summary>An operation's id, a family (<c>files.*</c>), <c>*</c>, or a storage request (<c>storage.put_part</c>).</summary>
    public string? Operation { get; init; }

    /// <summary>The path, with <c>*</c> for anything.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// Query values by name, e.g. <c>new() { ["tags"] = "pump" }</c>: a list where it is repeated, null where it must not be there.
    /// </summary>
    public JsonObject? Query { get; init; }

    /// <summary>Part of the body, forms too: fields that are not named do not matter.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>The answer's status.</summary>
    public int? Status { get; init; }

    /// <summary>Exactly so often.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Times { get; init; }

    /// <summary>So often or more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AtLeast { get; init; }

    /// <summary>So often or less.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AtMost { get; init; }
}
