using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Fixtures;
using Scopix.Fixtures.Domains;

namespace Scopix.Emulator.Control.Stubs;

/// <summary>
/// The <c>data</c> of a stub: payloads by field of the image's details, e.g. <c>{"pid_data":{…}}</c>, with null for nothing extracted.
/// A field acts on images whose category has it, a compliance check on images uploaded with its type.
/// </summary>
internal static class StubData
{
    private const int MaxLength = 100_000;
    private static readonly string[] KnownFields = [.. DomainData.Fields, ExtractionData.MlsCheckField,
        ExtractionData.MarketplaceCheckField];

    /// <param name="data">Undefined when the stub has none.</param>
    /// <exception cref="ApiError">422: the data could never act.</exception>
    public static void Check(JsonElement data, string? category, string? mediaType)
    {
        if (data.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return;
        if (data.ValueKind != JsonValueKind.Object)
            throw InvalidData($"must be an object of payloads by field ({string.Join(", ", KnownFields)})");
        BoundedJson.Validate("data", data, MaxLength);
        if (mediaType is not (null or "image")) throw InvalidData("only images have domain data");
        if (!data.EnumerateObject().Any()) throw InvalidData("names no field");
        foreach (var field in data.EnumerateObject()) Check(field.Name, field.Value, category);
    }

    /// <summary>Replaces the extractions that the stub has; others stay as they are.</summary>
    public static IReadOnlyDictionary<string, JsonElement>? ApplyToDomains(JsonElement data, AiOutcome made)
    {
        if (data.ValueKind != JsonValueKind.Object || made.Domains is null) return made.Domains;
        return made.Domains
            .Select(domain => (domain.Key, Value: data.TryGetProperty(domain.Key, out var decided) ? decided : domain.Value))
            .Where(domain => domain.Value.ValueKind != JsonValueKind.Null)
            .ToDictionary(domain => domain.Key, domain => domain.Value);
    }

    public static ComplianceRecord? ApplyToCompliance(JsonElement data, ComplianceRecord? made) =>
        made is not null && data.ValueKind == JsonValueKind.Object
            && data.TryGetProperty(ExtractionData.GetCheckField(made.Type), out var check)
            ? made with { Result = check.GetProperty("status").GetString()!, Check = check }
            : made;

    private static void Check(string field, JsonElement payload, string? category)
    {
        if (!KnownFields.Contains(field)) throw InvalidData($"'{field}' is none of {string.Join(", ", KnownFields)}");
        if (field is ExtractionData.MlsCheckField or ExtractionData.MarketplaceCheckField)
        {
            if (!IsComplianceCheck(payload)) throw InvalidData($"{field} needs a status, passed or failed");
            return;
        }
        if (payload.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null)) throw InvalidData($"{field} must be an object or null");
        if (category is not null && !DomainData.GetFields(category).Contains(field))
            throw InvalidData($"images of category {category} have no {field}");
    }

    private static bool IsComplianceCheck(
        JsonElement payload) => payload.ValueKind == JsonValueKind.Object && payload.TryGetProperty("status", out var status)
        && status.ValueKind == JsonValueKind.String && status.GetString() is "passed" or "failed";

    private static ApiError InvalidData(string issue) => ApiError.Invalid("data", issue);
}
