using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scopix.Client;

/// <summary>A change of a file; an absent property does not change.</summary>
internal sealed record UpdateFileRequest
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

internal sealed record BatchDeleteRequest([property: JsonPropertyName("file_ids")] IReadOnlyList<string> Ids);

internal sealed record CheckDuplicatesRequest([property: JsonPropertyName("hashes")] IReadOnlyList<string> Sha256);

internal sealed record ReviewExtractionRequest(
    IReadOnlyDictionary<string, ReviewDecision>? ItemReviews, IReadOnlyDictionary<string, JsonElement>? FieldEdits);
