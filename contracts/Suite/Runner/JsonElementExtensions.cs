namespace Scopix.Contracts.Runner;

/// <summary>
/// Reads a response's JSON by a path of names, e.g. <c>summary.total</c>. Methods named Get fail the test when a name is missing or
/// the value has another type; methods named Find do not.
/// </summary>
public static class JsonElementExtensions
{
    /// <summary>The element at the path; undefined when there is none.</summary>
    public static JsonElement Find(this JsonElement element, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return default;
        }

        return element;
    }

    /// <summary>The element at the path.</summary>
    public static JsonElement GetRequired(this JsonElement element, string path)
    {
        CaseLog.Current?.Read(path);
        var found = element.Find(path);
        if (found.ValueKind == JsonValueKind.Undefined) Stop(path, "presence", "present", "absent");
        return found;
    }

    /// <summary>The text at the path; the raw JSON of a value that is no string; null for null.</summary>
    public static string? GetText(this JsonElement element, string path)
    {
        var found = element.GetRequired(path);
        return found.ValueKind is JsonValueKind.String or JsonValueKind.Null ? found.GetString() : found.GetRawText();
    }

    /// <summary>The text at the path; null when there is no string.</summary>
    public static string? FindString(this JsonElement element, string path) =>
        element.Find(path) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    /// <summary>The items of the array at the path; none when there is no array.</summary>
    public static IEnumerable<JsonElement> FindArray(this JsonElement element, string path) =>
        element.Find(path) is { ValueKind: JsonValueKind.Array } found ? found.EnumerateArray() : [];

    /// <summary>Whether the value at the path is <c>true</c>; false when there is none.</summary>
    public static bool FindFlag(this JsonElement element, string path) => element.Find(path).ValueKind == JsonValueKind.True;

    /// <summary>The text of one property, whose name may contain dots; null when there is none.</summary>
    public static string? FindText(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found.ToString() : null;

    /// <summary>The number at the path.</summary>
    public static double GetNumber(this JsonElement element, string path)
    {
        var found = element.GetRequired(path);
        if (found.ValueKind != JsonValueKind.Number)
            Stop(path, "type", "number", found.GetRawText());
        return found.GetDouble();
    }

    /// <summary>Whether the value at the path is <c>true</c>.</summary>
    public static bool GetFlag(this JsonElement element, string path) => element.GetRequired(path).ValueKind == JsonValueKind.True;

    /// <summary>Whether the value at the path is <c>null</c>.</summary>
    public static bool IsNull(this JsonElement element, string path) => element.GetRequired(path).ValueKind == JsonValueKind.Null;

    /// <summary>The time at the path.</summary>
    public static DateTimeOffset GetTime(this JsonElement element, string path) =>
        DateTimeOffset.Parse(element.GetText(path) ?? "", CultureInfo.InvariantCulture);

    /// <summary>The items of the array at the path.</summary>
    public static IReadOnlyList<JsonElement> GetArray(this JsonElement element, string path)
    {
        var found = element.GetRequired(path);
        if (found.ValueKind != JsonValueKind.Array)
            Stop(path, "type", "array", found.GetRawText());
        return [.. found.EnumerateArray()];
    }

    /// <summary>The text of one property of every item of the array at the path.</summary>
    public static IReadOnlyList<string?> GetTexts(this JsonElement element, string path, string name) =>
        [.. element.GetArray(path).Select(item => item.GetText(name))];

    private static void Stop(string path, string kind, string expected, string got) =>
        Expectations.Stop(new(path, kind, expected, got, SchemaCatalog.FindEvidence(path)), path: path);
}
