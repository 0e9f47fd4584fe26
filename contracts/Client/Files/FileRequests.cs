using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scopix.Client;

/// <summary>A change of a file: what is absent stays.</summary>
internal sealed record FileChange
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(OptionalConverter<string?>))]
    public Optional<string?> Title { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(OptionalConverter<string[]?>))]
    public Optional<string[]?> Tags { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(OptionalConverter<string?>))]
    public Optional<string?> UserDescription { get; init; }
}

internal sealed record FileIds([property: JsonPropertyName("file_ids")] IReadOnlyList<string> Ids);

internal sealed record Hashes([property: JsonPropertyName("hashes")] IReadOnlyList<string> Sha256);

internal sealed record Review(IReadOnlyDictionary<string, ReviewDecision>? ItemReviews, IReadOnlyDictionary<string, JsonElement>? FieldEdits);
