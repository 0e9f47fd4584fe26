namespace Scopix.Emulator.Http;

/// <summary>JSON of any shape that a client sends and we keep: within bounds, so that it can always be written again.</summary>
public static class BoundedJson
{
    /// <summary>How deep kept JSON may be nested (a limit of ours; a parser of ours ends at 64).</summary>
    public const int Deepest = 16;

    /// <summary>Refuses what is too long, too deep, no Unicode text, or names a field twice: 422 naming the field.</summary>
    /// <param name="field">What it is the value of.</param>
    /// <param name="json">The value.</param>
    /// <param name="longest">Characters of JSON.</param>
    public static void Check(string field, JsonElement json, int longest)
    {
        if (json.GetRawText().Length is var length && length > longest) throw ApiError.Invalid(field, $"at most {longest} characters of JSON, got {length}");
        Walk(field, json, 1);
    }

    private static void Walk(string field, JsonElement json, int depth)
    {
        if (json.ValueKind is JsonValueKind.String) _ = Unicode(field, () => json.GetString()!);
        if (json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) return;
        if (depth > Deepest) throw ApiError.Invalid(field, $"at most {Deepest} levels of nesting");
        if (json.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in json.EnumerateArray()) Walk(field, item, depth + 1);
            return;
        }
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            if (!names.Add(Unicode(field, () => property.Name))) throw ApiError.Invalid(field, "must not name a field twice");
            Walk(field, property.Value, depth + 1);
        }
    }

    /// <summary>A text that was not converted with the body: half a surrogate pair shows only now.</summary>
    private static string Unicode(string field, Func<string> text)
    {
        try
        {
            return text();
        }
        catch (InvalidOperationException)
        {
            throw ApiError.Invalid(field, "must be Unicode text");
        }
    }
}
