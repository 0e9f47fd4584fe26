using Scopix.Emulator.Http;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Snapshots;

/// <summary>The fields in which two JSON documents differ; long values are shortened, and there is an end to all of it.</summary>
public sealed class FieldChanges
{
    private const int MostFields = 100, LongestValue = 2_000;
    private const long MostCharacters = 4 * 1024 * 1024;

    private long _said;

    /// <summary>True when anything was left out.</summary>
    public bool Cut { get; private set; }

    /// <summary>True when no more can be said.</summary>
    public bool Full => _said >= MostCharacters;

    /// <summary>The fields, in the order of the documents.</summary>
    public FieldChange[] Between(string before, string after)
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
                foreach (var name in first.EnumerateObject().Concat(second.EnumerateObject()).Select(property => property.Name).Distinct().ToArray())
                    Compare(Below(path, name), Find(first, name), Find(second, name), changes);
                return;
            }
            if (AreRows(first) && AreRows(second) && first.GetArrayLength() == second.GetArrayLength())
            {
                for (var i = 0; i < first.GetArrayLength(); i++) Compare(Below(path, $"{i}"), first[i], second[i], changes);
                return;
            }
        }
        Add(path, before, after, changes);
    }

    private void Add(string path, JsonElement? before, JsonElement? after, List<FieldChange> changes)
    {
        if (changes.Count >= MostFields || Full)
        {
            Cut = true;
            return;
        }
        changes.Add(new FieldChange(path, Short(path, before), Short(path, after)));
    }

    private JsonElement? Short(string path, JsonElement? value)
    {
        if (value is not { } some || some.ValueKind == JsonValueKind.Null) return null;
        if ((path == "at" || path.EndsWith("_at", StringComparison.Ordinal) || path.EndsWith(".at", StringComparison.Ordinal)) && some.ValueKind == JsonValueKind.Number)
            return Text(WireTime.Text(Database.Moment(some.GetInt64()))); // columns hold microseconds
        var raw = some.GetRawText();
        _said += Math.Min(raw.Length, LongestValue);
        if (raw.Length <= LongestValue) return some.Clone();
        Cut = true;
        var text = some.ValueKind == JsonValueKind.String ? some.GetString()! : raw;
        return Text(text[..Math.Min(text.Length, LongestValue)] + "…");
    }

    private static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text, WireJson.Wire.String);

    private static bool AreRows(JsonElement array) => array.ValueKind == JsonValueKind.Array && array.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object);

    private static JsonElement? Find(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value : null;

    private static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
