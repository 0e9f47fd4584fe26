namespace Scopix.Emulator.Http;

/// <summary>Limits JSON of any shape that a client sends and the emulator stores, so that it can always be written again.</summary>
internal static class BoundedJson
{
    /// <summary>The greatest nesting of stored JSON (a limit of ours, below the parser's 64).</summary>
    public const int MaxDepth = 16;

    /// <summary>Refuses JSON that is too long, too deep, not Unicode text, or has a duplicate name: 422 naming the field.</summary>
    public static void Validate(string field, JsonElement json, int longest)
    {
        if (json.GetRawText().Length is var length && length > longest)
            throw ApiError.Invalid(field, $"at most {longest} characters of JSON, got {length}");
        ValidateElement(field, json, 1);
    }

    private static void ValidateElement(string field, JsonElement json, int depth)
    {
        if (json.ValueKind is JsonValueKind.String) _ = ReadUnicode(field, () => json.GetString()!);
        if (json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) return;
        if (depth > MaxDepth) throw ApiError.Invalid(field, $"at most {MaxDepth} levels of nesting");
        if (json.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in json.EnumerateArray()) ValidateElement(field, item, depth + 1);
            return;
        }
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            if (!names.Add(ReadUnicode(field, () => property.Name))) throw ApiError.Invalid(field, "must not name a field twice");
            ValidateElement(field, property.Value, depth + 1);
        }
    }

    /// <summary>Reads a text that was not decoded with the body, so that an unpaired surrogate is found only here.</summary>
    private static string ReadUnicode(string field, Func<string> text)
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
