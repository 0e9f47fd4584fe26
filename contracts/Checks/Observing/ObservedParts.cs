namespace Scopix.Contracts.Checks.Observing;

/// <summary>The assumed parts of the contracts that recordings show, and the contradictions to them.</summary>
internal sealed class ObservedParts
{
    private readonly SortedDictionary<(string File, string Pointer), string> _properties = [];
    private readonly SortedDictionary<string, string> _verbs = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _parameters = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _contradictions = new(StringComparer.Ordinal);
    private readonly HashSet<(string File, string Pointer)> _refuted = [];

    /// <summary>The date of the recording by schema and place, without those that another recording contradicts.</summary>
    public IEnumerable<KeyValuePair<(string File, string Pointer), string>> Properties =>
        _properties.Where(part => !_refuted.Contains(part.Key));

    /// <summary>The date of the recording by the place in <c>operations.json</c>.</summary>
    public IReadOnlyDictionary<string, string> Verbs => _verbs;

    /// <summary>The date of the recording by the place in <c>operations.json</c>.</summary>
    public IReadOnlyDictionary<string, string> Parameters => _parameters;

    /// <summary>Where a recording contradicts what is known, and statuses that no contract has.</summary>
    public IReadOnlyList<string> Contradictions => [.. _contradictions];

    public void Add(Recording recording)
    {
        var row = Operation.All.ToList().FindIndex(operation => operation.Id == recording.Operation);
        AddContradictions(recording);
        if (row < 0) return;
        var operation = Operation.All[row];
        if (operation.Evidence == "assumed" && recording.Status < 400) _verbs[$"/{row}"] = recording.RecordedOn;
        if (recording.Status < 400) AddParameters(operation, row, recording);
        if (operation.Responses.GetValueOrDefault($"{recording.Status}") is not { } schema) return;
        foreach (var answer in recording.Answers) Walk(SchemaCatalog.Load(schema), answer.Body, recording.RecordedOn);
    }

    /// <summary>Notes what an earlier recording contradicts, so that nothing of it becomes observed.</summary>
    public void AddEarlier(Recording recording) => NoteRefuted(FindDeviations(recording));

    private void AddContradictions(Recording recording)
    {
        var where = $"{recording.Operation} {recording.Status}";
        var operation = Operation.Find(recording.Operation);
        if (operation?.Responses.ContainsKey($"{recording.Status}") != true
            && !(recording.Status == 405 && operation?.Evidence == "assumed")) // its verb is refuted
            _contradictions.Add($"{where}: the status is documented");
        var deviations = FindDeviations(recording);
        NoteRefuted(deviations);
        _contradictions.UnionWith(deviations.Where(deviation => RefutationFinder.FindAssumption(deviation.Property.Evidence) is null)
            .Select(deviation => $"{where} {deviation}"));
    }

    private static List<ShapeDeviation> FindDeviations(Recording recording) =>
        Operation.Find(recording.Operation)?.Responses.GetValueOrDefault($"{recording.Status}") is not { } schema ? []
            : [.. recording.Answers.SelectMany(answer => ShapeDeviation.Find(schema, answer.Body))];

    private void NoteRefuted(List<ShapeDeviation> deviations)
    {
        foreach (var property in deviations.Select(deviation => deviation.Property))
            if (SchemaCatalog.FindName(property.Root) is { } file) _refuted.Add((file, property.Location));
    }

    private void AddParameters(Operation operation, int row, Recording recording)
    {
        var sent = recording.Answers.SelectMany(answer => answer.Sent).ToHashSet();
        sent.ExceptWith(operation.RequestShape.Fields.Select(field => field.Path)); // a name of the body may be meant
        foreach (var (index, parameter) in operation.Parameters.Index())
            if (parameter.Evidence == "assumed" && (parameter.In == "path" || (parameter.In == "query" && sent.Contains(parameter.Name))))
                _parameters[$"/{row}/parameters/{index}"] = recording.RecordedOn;
    }

    private void Walk(ContractSchema schema, JsonNode? recorded, string date)
    {
        var actual = schema.Actual;
        foreach (var part in actual.AllOf) Walk(part, recorded, date);
        if (actual.OneOf.Count > 0)
        {
            Walk(actual.OneOf.MinBy(branch => CountForeign(branch.Actual, recorded))!, recorded, date);
            return;
        }
        if (recorded is JsonArray list && actual.Items is not null)
            foreach (var item in list) Walk(actual.Items, item, date);
        if (recorded is not JsonObject body) return;
        foreach (var (name, property) in actual.Properties)
        {
            if (!body.TryGetPropertyValue(name, out var value) || value is null) continue;
            if (property.Evidence.Evidence == EvidenceKind.Assumed && HasType(property.Actual, value)
                && SchemaCatalog.FindName(property.Root) is { } file)
                _properties[(file, property.Location)] = date;
            Walk(property, value, date);
        }
    }

    /// <summary>A null says that the property exists, and nothing about its form.</summary>
    private static bool HasType(ContractSchema schema, JsonNode recorded) => recorded switch
    {
        JsonObject => JsonTypes.Includes(schema.Types, "object"),
        JsonArray => JsonTypes.Includes(schema.Types, "array"),
        _ when (string?)recorded is "null" => false,
        _ when ((string)recorded!).StartsWith('=') => schema.Enumeration.Contains(((string)recorded!)[1..]),
        _ => JsonTypes.Includes(schema.Types, (string)recorded!) && schema.Enumeration.Count == 0,
    };

    private static int CountForeign(ContractSchema branch, JsonNode? recorded)
    {
        if (branch.OneOf.Count > 0) return branch.OneOf.Min(inner => CountForeign(inner.Actual, recorded));
        if (recorded is not JsonObject body) return 0;
        var names = SchemaFields.GetProperties(branch);
        return (100 * names.Count(property => body.TryGetPropertyValue(property.Key, out var value) && value is JsonValue
                && ((string?)value)?.StartsWith('=') == true && !property.Value.Actual.Enumeration.Contains(((string)value!)[1..])))
            + names.Keys.Count(name => SchemaFields.IsRequired(branch, name) && !body.ContainsKey(name))
            + body.Count(property => !names.ContainsKey(property.Key));
    }
}
