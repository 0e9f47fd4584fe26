using System.Collections.Concurrent;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Scopix.Contracts.Runner;

/// <summary>Where a body violates its schema, what was expected there, and the evidence.</summary>
public sealed record Violation(string Path, string Expectation, EvidenceKind Evidence, string Source);

/// <summary>The schemas of <c>contracts/schemas</c>, and validation with readable violations.</summary>
public static class Schemas
{
    private static readonly ConcurrentDictionary<string, Lazy<JsonSchema>> Cache = new();

    /// <summary>The folder of the schemas.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "schemas");

    /// <summary>The names of all schemas.</summary>
    public static IEnumerable<string> Names => Directory.GetFiles(Folder).Select(f => Path.GetFileName(f).Split('.')[0]).Order();

    /// <summary>The schema of a name, with its references to other files resolved.</summary>
    public static JsonSchema Load(string name) => Cache.GetOrAdd(name, n => new(() =>
        JsonSchema.FromFileAsync(Path.Combine(Folder, $"{n}.schema.json")).GetAwaiter().GetResult())).Value;

    /// <summary>
    /// All violations of the schema by a JSON text; for a union, those of the branch that media_type or upload_mode selects.
    /// </summary>
    public static IReadOnlyList<Violation> Validate(string name, string json)
    {
        JToken body;
        try
        {
            using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
            body = JToken.ReadFrom(reader);
        }
        catch (JsonReaderException)
        {
            return [new("#", $"must be JSON, was '{Truncate(json)}'", EvidenceKind.Documented, $"schema {name}")];
        }

        return [.. Load(name).Validate(json).SelectMany(FlattenErrors).Select(error => CreateViolation(error, body))];
    }

    /// <summary>The evidence of a property, or else of the nearest property that contains it.</summary>
    public static Claim GetEvidence(JsonSchema? schema)
    {
        for (; schema is not null; schema = schema.ParentSchema)
        {
            if (schema.ExtensionData is { } data && data.TryGetValue("x-evidence", out var evidence))
                return new(Enum.Parse<EvidenceKind>((string)evidence!, ignoreCase: true), (string)data["x-source"]!);
        }

        return Documented("the schema as a whole");
    }

    /// <summary>The weakest evidence that any schema has for a property with the last name of the path.</summary>
    public static Claim GetEvidence(string path)
    {
        var name = path[(path.LastIndexOf('.') + 1)..];
        var claims = Names.SelectMany(schema => FindClaims(Load(schema), name, [])).OrderByDescending(claim => claim.Evidence);
        return claims.FirstOrDefault(Assumed("no schema names it"));
    }

    private static IEnumerable<Claim> FindClaims(JsonSchema schema, string name, HashSet<JsonSchema> visited)
    {
        if (!visited.Add(schema = schema.ActualSchema)) return [];
        var own = schema.Properties.Where(p => p.Key == name).Select(p => GetEvidence(p.Value));
        var inner = schema.Properties.Values.Concat(schema.OneOf).Concat(schema.AllOf).Append(schema.Item).OfType<JsonSchema>();
        return own.Concat(inner.SelectMany(s => FindClaims(s, name, visited)));
    }

    private static IEnumerable<ValidationError> FlattenErrors(ValidationError error)
    {
        if (error is not ChildSchemaValidationError { Errors.Count: > 0 } union) return [error];

        var branches = union.Errors.Values.Select(errors => errors.SelectMany(FlattenErrors).ToList()).ToList();
        var chosen = branches.OrderBy(b => b.Any(IsOtherUnionBranch)).ThenBy(b => b.Count).First();
        return chosen.Count > 0 ? chosen : [error];
    }

    private static bool IsOtherUnionBranch(ValidationError error) =>
        error is { Kind: ValidationErrorKind.NotInEnumeration, Property: "media_type" or "upload_mode" };

    private static Violation CreateViolation(ValidationError error, JToken body)
    {
        var missing = error.Kind == ValidationErrorKind.PropertyRequired;
        var property = missing && error.Schema.Properties.TryGetValue(error.Property!, out var found) ? found : error.Schema;
        var claim = GetEvidence(property);
        var path = error.Path ?? "#";
        var expectation = missing ? "is required" : $"{DescribeExpectation(error)}, was {Truncate(FormatActual(body, path))}";
        return new(path, expectation, claim.Evidence, claim.Source);
    }

    private static string DescribeExpectation(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.NotInEnumeration => $"must be one of {FormatList(error.Schema.Enumeration)}",
        ValidationErrorKind.PatternMismatch => $"must match {error.Schema.Pattern}",
        ValidationErrorKind.NoTypeValidates => $"must be of type {error.Schema.Type}",
        var kind => kind.ToString(),
    };

    private static string FormatList(IEnumerable<object?> values) => string.Join(", ", values.Select(v => v ?? "null"));

    private static string FormatActual(JToken body, string path) =>
        body.SelectToken(path.TrimStart('#', '/'))?.ToString(Formatting.None) ?? "absent";

    private static string Truncate(string text) => text.Length <= 120 ? text : text[..120] + "…";
}
