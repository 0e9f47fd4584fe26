namespace Scopix.Contracts.Checks.Comparing;

/// <summary>
/// Compares the JSON of two successful responses, and learns which ids correspond. Values that are not stable (texts by AI, times, URLs)
/// are compared by their types.
/// </summary>
internal sealed class BodyComparer(ValueMap map, ListContext list)
{
    private readonly List<Difference> _differences = [];

    public IReadOnlyList<Difference> Differences => _differences;

    public void Compare(ContractSchema? schema, JsonElement reference, JsonElement candidate, string path = "", string name = "")
    {
        var actual = schema is null ? null : SchemaFields.SelectBranch(schema, reference);
        var kind = FieldKinds.Get(name, actual);
        if (kind == FieldKind.Open || IsExplainedByOthers(name, reference, candidate)) return;
        if (kind == FieldKind.Total && HasOtherTotals) return;
        if (!HasSameType(actual, reference, candidate, path, name)) return;
        switch (reference.ValueKind)
        {
            case JsonValueKind.Object:
                CompareObjects(actual, reference, candidate, path);
                break;
            case JsonValueKind.Array:
                CompareLists(actual?.Items, reference, candidate, path + "[]", name);
                break;
            case not JsonValueKind.Null when kind == FieldKind.Identity:
                CompareIdentities(reference, candidate, path);
                break;
            case not JsonValueKind.Null when kind == FieldKind.Value || (kind == FieldKind.Total && name != "next_page_token"):
                CompareValues(actual, reference, candidate, path);
                break;
            case JsonValueKind.String when name == "next_page_token" || name.EndsWith("_at", StringComparison.Ordinal):
                map.Learn(reference.GetString()!, candidate.GetString()!);
                break;
        }
    }

    /// <summary>Whether one side alone says that it has a file already, which may be one from before.</summary>
    public bool IsDuplicateOfOneSide { get; private set; }

    private bool HasOtherTotals => map.IsIncomplete || list.IsSelectedByMeaning;

    /// <summary>
    /// Whether resources of the reference from before, of which no response has told yet, can be the reason of a difference: it has more.
    /// They make the account incomplete.
    /// </summary>
    private bool IsExplainedByOthers(string name, JsonElement reference, JsonElement candidate)
    {
        if (!FieldKinds.DependsOnOthers(name) || IsComplete(FieldKinds.GetCounted(name) ?? list.Resources)) return false;
        var hasMore = (reference.ValueKind, candidate.ValueKind) switch
        {
            (JsonValueKind.Number, JsonValueKind.Number) => map.IsShared
                ? !IsSameNumber(reference, candidate) : reference.GetDouble() > candidate.GetDouble(),
            (JsonValueKind.Array, JsonValueKind.Array) => reference.GetArrayLength() != candidate.GetArrayLength(),
            (JsonValueKind.False, JsonValueKind.True) or (JsonValueKind.Null, JsonValueKind.String) => map.IsShared || map.IsIncomplete,
            (JsonValueKind.True, JsonValueKind.False) or (JsonValueKind.String, JsonValueKind.Null) => true,
            _ => false,
        };
        if (!hasMore) return false;
        if (FieldKinds.MarksDuplicate(name)) IsDuplicateOfOneSide = true;
        return map.IsIncomplete = true;
    }

    private bool IsComplete(string resources) => !map.IsIncomplete && map.Complete.Contains(resources);

    private bool HasSameType(ContractSchema? schema, JsonElement reference, JsonElement candidate, string path, string name)
    {
        var (expected, got) = (GetType(schema, reference), GetType(schema, candidate));
        if (expected == got) return true;
        Add(path, "type", expected, got);
        return false;
    }

    private static string GetType(ContractSchema? schema, JsonElement value) =>
        JsonTypes.GetType(value) is var type && type == "integer" && schema?.Types.Contains("number") == true ? "number" : type;

    private void CompareObjects(ContractSchema? schema, JsonElement reference, JsonElement candidate, string path)
    {
        var names = schema is null ? null : SchemaFields.GetProperties(schema);
        if (names is null or { Count: 0 }) return; // no document lists the names of this object
        foreach (var property in reference.EnumerateObject())
        {
            var inner = SchemaFields.JoinPath(path, Redaction.RedactName(property.Name));
            var field = names.GetValueOrDefault(property.Name);
            if (candidate.TryGetProperty(property.Name, out var other)) Compare(field, property.Value, other, inner, property.Name);
            else if (IsCompared(schema!, property.Name, field)) Add(inner, "presence", "present", "absent");
        }
        foreach (var property in candidate.EnumerateObject())
            if (!reference.TryGetProperty(property.Name, out _)
                && IsCompared(schema!, property.Name, names.GetValueOrDefault(property.Name)))
                Add(SchemaFields.JoinPath(path, Redaction.RedactName(property.Name)), "presence", "absent", "present");
    }

    /// <summary>A field that AI may leave out is not compared.</summary>
    private static bool IsCompared(ContractSchema schema, string name, ContractSchema? field) =>
        SchemaFields.IsRequired(schema, name) || FieldKinds.Get(name, field?.Actual) != FieldKind.Open;

    private void CompareLists(ContractSchema? items, JsonElement reference, JsonElement candidate, string path, string name)
    {
        var alignment = ListAlignment.Create(name, reference, candidate, map);
        if (alignment.IdName is null)
        {
            if (!HasOtherTotals && reference.GetArrayLength() != candidate.GetArrayLength())
                Add(path, "size", $"{reference.GetArrayLength()} items", $"{candidate.GetArrayLength()} items");
        }
        else CompareMembers(alignment, path);
        foreach (var (left, right, _) in alignment.Pairs) Compare(items, left, right, path, name);
    }

    private void CompareMembers(ListAlignment alignment, string path)
    {
        var canMiss = list.IsWhole && !list.IsSelectedByMeaning;
        var missing = alignment.OnlyReferences.Count(item => IsKnown(item, alignment.IdName!));
        var extra = alignment.OnlyCandidates.Count();
        if (alignment.OnlyReferences.Count() > missing && canMiss) map.IsIncomplete = true; // e.g. a file that was there before
        else if (canMiss && !list.IsFiltered && path == "items[]") map.Complete.Add(list.Resources);
        if (map.IsShared && alignment.OnlyCandidates.Any(item => !IsCreated(item, alignment.IdName!))) map.IsIncomplete = true;
        if (!canMiss || map.IsIncomplete) extra = 0;
        if (canMiss && missing > 0) Add(path, "missing items", "items that the candidate has not", "");
        if (extra > 0) Add(path, "extra items", "", "items that the reference has not");
        if (!list.IsSelectedByMeaning && missing == 0 && extra == 0 && HasOtherOrder(alignment))
            Add(path, "order", $"sorted by {list.SortedBy}", "another order");
    }

    private bool IsCreated(JsonElement item, string idName) => ListAlignment.ReadId(item, idName) is { } id && map.IsCreated(id);

    private bool IsKnown(JsonElement item, string idName) =>
        ListAlignment.ReadId(item, idName) is { } id && (!FieldKinds.IsIdentity(idName) || map.Find(id) is not null);

    /// <summary>Whether items that differ in what orders them, on both sides, are in another order.</summary>
    private bool HasOtherOrder(ListAlignment alignment) => alignment.Pairs.Zip(alignment.Pairs.Skip(1)).Any(step =>
        step.First.Position > step.Second.Position && Differs(step.First.Reference, step.Second.Reference)
        && Differs(step.First.Candidate, step.Second.Candidate));

    private bool Differs(JsonElement first, JsonElement second) => first.Find(list.SortedBy) is { } value
        && second.Find(list.SortedBy) is { } next && value.GetRawText() != next.GetRawText();

    private void CompareIdentities(JsonElement reference, JsonElement candidate, string path)
    {
        if (reference.ValueKind != JsonValueKind.String) return;
        var id = reference.GetString()!;
        if (map.IsExcluded(id) || map.Learn(id, candidate.GetString()!)) return;
        if (map.Find(id) is null && !IsComplete(list.Resources)) map.Exclude(id); // one from before
        else Add(path, "identity", "a resource", "another resource");
    }

    private void CompareValues(ContractSchema? schema, JsonElement reference, JsonElement candidate, string path)
    {
        var (expected, got) = (ContractSchema.FormatWord(reference)!, ContractSchema.FormatWord(candidate)!);
        if (expected == got || IsSameNumber(reference, candidate)) return;
        var isWord = schema is { Enumeration.Count: > 0 } || reference.ValueKind != JsonValueKind.String || path == "error.code";
        if (isWord) Add(path, "value", Format(reference, expected), Format(candidate, got));
        else Add(path, "value", "a text", "another text");
    }

    private static string Format(JsonElement value, string word) =>
        value.ValueKind == JsonValueKind.String ? Redaction.RedactName(word) : word;

    private static bool IsSameNumber(JsonElement reference, JsonElement candidate) =>
        reference.ValueKind == JsonValueKind.Number && reference.GetDouble().Equals(candidate.GetDouble());

    private void Add(string path, string kind, string reference, string candidate) =>
        _differences.Add(new(path.Length == 0 ? "body" : path, kind, reference, candidate));
}
