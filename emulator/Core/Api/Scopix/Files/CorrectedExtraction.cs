namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>An extraction with its corrections applied; the stored data do not change.</summary>
/// <param name="Data">The edited data; a reviewed item has a field <c>review</c>, or the review in parentheses when it is no
/// object.</param>
internal sealed record CorrectedExtraction(JsonNode Data, IReadOnlyList<(string Path, string Correction)> UnmatchedCorrections)
{
    public static CorrectedExtraction Create(JsonElement data, Corrections? corrections)
    {
        var (root, unmatched) = (JsonNode.Parse(data.GetRawText())!, new List<(string, string)>());
        foreach (var (path, value) in corrections?.FieldEdits ?? Corrections.Empty.FieldEdits)
            if (!TryReplace(root, path, _ => JsonNode.Parse(value.GetRawText()))) unmatched.Add((path, value.GetRawText()));
        foreach (var (path, review) in corrections?.ItemReviews ?? Corrections.Empty.ItemReviews)
            if (!TryReplace(root, path, item => AddReview(item, review))) unmatched.Add((path, review));
        return new CorrectedExtraction(root, unmatched);
    }

    private static bool TryReplace(JsonNode root, string path, Func<JsonNode?, JsonNode?> change)
    {
        var steps = path.Split('.');
        JsonNode? node = root;
        foreach (var step in steps[..^1]) node = GetChild(node, step);
        switch (node)
        {
            case JsonArray array when ParseIndex(array, steps[^1]) is { } index:
                array[index] = change(array[index]);
                return true;
            case JsonObject fields when fields.ContainsKey(steps[^1]):
                fields[steps[^1]] = change(fields[steps[^1]]);
                return true;
            default:
                return false;
        }
    }

    private static JsonNode? GetChild(JsonNode? from, string step) => from switch
    {
        JsonArray array when ParseIndex(array, step) is { } index => array[index],
        JsonObject fields => fields[step],
        _ => null,
    };

    private static int? ParseIndex(JsonArray array, string step) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < array.Count ? index : null;

    private static JsonNode? AddReview(JsonNode? item, string review)
    {
        if (item is not JsonObject fields) return item is JsonArray ? item.DeepClone() : $"{item} ({review})";
        var copy = (JsonObject)fields.DeepClone();
        copy["review"] = review;
        return copy;
    }
}
