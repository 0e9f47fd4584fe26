namespace Scopix.Emulator.Control.Snapshots;

/// <summary>Finds the fields in which two JSON documents differ. Long values are truncated, and the whole output is bounded.</summary>
internal sealed class FieldComparer
{
    private const int MaxFields = 100, MaxValueLength = 2_000;
    private const long MaxCharacters = 4 * 1024 * 1024;

    private long _characterCount;

    /// <summary>True when something was left out.</summary>
    public bool IsTruncated { get; private set; }

    public bool IsFull => _characterCount >= MaxCharacters;

    /// <summary>In the order of the documents.</summary>
    public FieldChange[] FindChanges(string before, string after)
    {
        using var first = JsonDocument.Parse(before);
        using var second = JsonDocument.Parse(after);
        var changes = new List<FieldChange>();
        Compare("", first.RootElement, second.RootElement, changes);
        return [.. changes];
    }

    private void Compare(string path, JsonElement? before, JsonElement? after, List<FieldChange> changes)
    {
        if (before is { } first && after is { } second)
        {
            if (JsonElement.DeepEquals(first, second)) return;
            if (first.ValueKind == JsonValueKind.Object && second.ValueKind == JsonValueKind.Object)
            {
                foreach (var name in first.EnumerateObject().Concat(second.EnumerateObject()).Select(property => property.Name).Distinct()
                    .ToArray())
                    Compare(FieldPath.Join(path, name), FindProperty(first, name), FindProperty(second, name), changes);
                return;
            }
            if (IsObjectArray(first) && IsObjectArray(second) && first.GetArrayLength() == second.GetArrayLength())
            {
                for (var i = 0; i < first.GetArrayLength(); i++) Compare(FieldPath.Join(path, $"{i}"), first[i], second[i], changes);
                return;
            }
        }
        Add(path, before, after, changes);
    }

    private void Add(string path, JsonElement? before, JsonElement? after, List<FieldChange> changes)
    {
        if (changes.Count >= MaxFields || IsFull)
        {
            IsTruncated = true;
            return;
        }
        changes.Add(new FieldChange(path, Shorten(path, before), Shorten(path, after)));
    }

    private JsonElement? Shorten(string path, JsonElement? value)
    {
        if (value is not { } some || some.ValueKind == JsonValueKind.Null) return null;
        if ((path == "at" || path.EndsWith("_at", StringComparison.Ordinal) || path.EndsWith(".at", StringComparison.Ordinal))
            && some.ValueKind == JsonValueKind.Number)
            return ToJsonString(TimestampJsonConverter.Format(Database.FromMicroseconds(some.GetInt64()))); // columns are in microseconds
        var raw = some.GetRawText();
        _characterCount += Math.Min(raw.Length, MaxValueLength);
        if (raw.Length <= MaxValueLength) return some.Clone();
        IsTruncated = true;
        var text = some.ValueKind == JsonValueKind.String ? some.GetString()! : raw;
        return ToJsonString(text[..Math.Min(text.Length, MaxValueLength)] + "…");
    }

    private static JsonElement ToJsonString(string text) => JsonSerializer.SerializeToElement(text, EngineJsonContext.Shared.String);

    private static bool IsObjectArray(JsonElement array) => array.ValueKind == JsonValueKind.Array
        && array.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object);

    private static JsonElement? FindProperty(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value : null;
}
