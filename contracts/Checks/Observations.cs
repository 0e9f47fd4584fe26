
namespace Scopix.Contracts.Checks;

/// <summary>One statement of a recording about a schema, and whether the schema agrees.</summary>
public sealed record Observation(string Date, bool Holds, string Expectation);

/// <summary>Compares the schemas with recordings: types, required fields, enums.</summary>
public static class Observations
{
    /// <summary>The folder with the recordings of the live service.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "observed");

    /// <summary>The observations of the recordings in a folder; none when there is no folder.</summary>
    public static IEnumerable<Observation> ReadFolder(string folder) => Directory.Exists(folder)
        ? Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal)
            .SelectMany(file => Check(Recorder.Parse(File.ReadAllText(file))))
        : [];

    /// <summary>
    /// The observations of one recording: whether its status is documented, and for each response that it fits, or its
    /// violations.
    /// </summary>
    public static IEnumerable<Observation> Check(Recording recording)
    {
        var where = $"{recording.Operation} {recording.Status}";
        var operation = Operation.All.SingleOrDefault(o => o.Id == recording.Operation);
        if (operation?.Responses.TryGetValue($"{recording.Status}", out var schema) != true)
            return [new(recording.RecordedOn, false, $"{where}: the status is documented")];

        return recording.Answers.SelectMany(response =>
        {
            var deviations = schema is null ? [] : FindDeviations(SchemaCatalog.Load(schema), response.Body, "#").ToList();
            return deviations.Count == 0
                ? [new Observation(recording.RecordedOn, true, $"{where}: a recorded answer fits {schema ?? "no schema"}")]
                : deviations.Select(deviation => new Observation(recording.RecordedOn, false, $"{where} {deviation}"));
        });
    }

    private static IEnumerable<string> FindDeviations(ContractSchema schema, JsonNode? recorded, string path)
    {
        var actual = schema.Actual;
        if (actual.OneOf.Count > 0)
            return actual.OneOf.Select(branch => FindDeviations(branch, recorded, path).ToList()).OrderBy(d => d.Any(IsEnumMismatch))
                .ThenBy(d => d.Count).First();

        return recorded switch
        {
            JsonObject body => CheckObject(actual, body, path),
            JsonArray list => CheckType(actual, "array", path)
                .Concat(actual.Items is null ? [] : list.SelectMany(item => FindDeviations(actual.Items, item, path + "[]"))),
            _ => CheckScalar(actual, (string?)recorded ?? "nothing", path),
        };
    }

    private static IEnumerable<string> CheckObject(ContractSchema actual, JsonObject body, string path)
    {
        var names = SchemaFields.GetProperties(actual);
        var missing = names.Where(p => SchemaFields.IsRequired(actual, p.Key) && !body.ContainsKey(p.Key))
            .Select(p => $"{path}/{p.Key}: is required, was absent");
        var innerPath = body.Where(p => names.ContainsKey(p.Key)).SelectMany(p => FindDeviations(names[p.Key], p.Value, $"{path}/{p.Key}"));
        return CheckType(actual, "object", path).Concat(missing).Concat(innerPath);
    }

    private static IEnumerable<string> CheckScalar(ContractSchema actual, string word, string path)
    {
        if (word.StartsWith('='))
            return actual.Enumeration.Contains(word[1..]) ? [] : [$"{path}: must be one of the enum's values, was '{word[1..]}'"];
        if (word == "string" && actual.Enumeration.Count > 0) return [$"{path}: must be one of the enum's values, was another"];
        return CheckType(actual, word, path);
    }

    private static IEnumerable<string> CheckType(ContractSchema actual, string type, string path)
    {
        return JsonTypes.Includes(actual.Types, type)
            ? [] : [$"{path}: must be of type {string.Join(" or ", actual.Types)}, was {type}"];
    }

    private static bool IsEnumMismatch(string deviation) =>
        deviation.Contains("must be one of the enum's values", StringComparison.Ordinal);
}
