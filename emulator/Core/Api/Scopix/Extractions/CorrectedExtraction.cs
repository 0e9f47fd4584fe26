using System.Globalization;
using System.Text.Json.Nodes;

namespace Scopix.Emulator.Api.Scopix.Extractions;

/// <summary>An extraction with its corrections in it, for reading: the kept data stay as they are.</summary>
/// <param name="Data">The data, edited; a reviewed item has a field <c>review</c>, or the word behind it when it is no object.</param>
/// <param name="UnmatchedCorrections">Corrections whose path points at nothing in the data: path and what is said of it.</param>
internal sealed record CorrectedExtraction(JsonNode Data, IReadOnlyList<(string Path, string Said)> UnmatchedCorrections)
{
    /// <summary>Lays corrections over data.</summary>
    public static CorrectedExtraction Create(JsonElement data, Corrections? corrections)
    {
        var (root, elsewhere) = (JsonNode.Parse(data.GetRawText())!, new List<(string, string)>());
        foreach (var (path, value) in corrections?.FieldEdits ?? Corrections.Empty.FieldEdits)
            if (!TryReplace(root, path, _ => JsonNode.Parse(value.GetRawText()))) elsewhere.Add((path, value.GetRawText()));
        foreach (var (path, review) in corrections?.ItemReviews ?? Corrections.Empty.ItemReviews)
            if (!TryReplace(root, path, item => AddReview(item, review))) elsewhere.Add((path, review));
        return new CorrectedExtraction(root, elsewhere);
    }

    private static bool TryReplace(JsonNode root, string path, Func<JsonNode?, JsonNode?> change)
    {
        var steps = path.Split('.');
        JsonNode? at = root;
        foreach (var step in steps[..^1]) at = GetChild(at, step);
        switch (at)
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
