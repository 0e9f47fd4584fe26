namespace Scopix.Contracts.Checks.Traffic;

/// <summary>The items of a page of files fit the filters of the request, and are in the order that it asks for.</summary>
internal static class FileListRule
{
    private static readonly Claim Filters = new(EvidenceKind.Documented, "seed 001, File Listing & Retrieval");
    private static readonly Claim Tags = new(EvidenceKind.Documented, "seed 000, Filter by Tags");
    private static readonly Claim DefaultOrder =
        new(EvidenceKind.Public, "OpenAPI file of March 2026: the default is content_created_at, desc");

    public static void Check(JudgedExchange judged)
    {
        if (judged.Operation.Id != "files.list" || judged.Exchange.Status != 200) return;
        if (judged.Body?.Find("items") is not { ValueKind: JsonValueKind.Array } list) return;
        var items = list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).ToList();
        CheckWords(judged, items, "media_types", "media_type");
        CheckWords(judged, items, "ids", "id");
        CheckTags(judged, items);
        CheckDates(judged, items);
        CheckOrder(judged, items);
    }

    private static void CheckWords(JudgedExchange judged, List<JsonElement> items, string parameter, string field)
    {
        var allowed = GetValues(judged, parameter).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (allowed.Count == 0) return;
        CheckItems(judged, Filters, items, field, parameter,
            item => item.FindText(field) is not { } value || allowed.Any(word => Fits(value, word, field)));
    }

    /// <summary>An id may be sent as its first eight characters.</summary>
    private static bool Fits(string value, string word, string field) => value.Equals(word, StringComparison.OrdinalIgnoreCase)
        || (field == "id" && word.Length == 8 && value.StartsWith(word, StringComparison.OrdinalIgnoreCase));

    private static void CheckTags(JudgedExchange judged, List<JsonElement> items)
    {
        var asked = GetValues(judged, "tags").ToList();
        if (asked.Count == 0) return;
        CheckItems(judged, Tags, items, "tags", "tags", item => item.Find("tags") is not { ValueKind: JsonValueKind.Array } tags
            || asked.TrueForAll(tag => tags.EnumerateArray().Any(own => own.ValueKind == JsonValueKind.String
                && own.GetString()!.Equals(tag, StringComparison.OrdinalIgnoreCase))));
    }

    private static void CheckDates(JudgedExchange judged, List<JsonElement> items)
    {
        if (ReadTime(judged, "date_from") is { } from)
            CheckItems(judged, Filters, items, "created_at", "date_from", item => !(item.FindTime("created_at") < from));
        if (ReadTime(judged, "date_to") is { } to)
            CheckItems(judged, Filters, items, "created_at", "date_to", item => !(item.FindTime("created_at") > to));
    }

    private static void CheckItems(
        JudgedExchange judged, Claim claim, List<JsonElement> items, string field, string parameter, Func<JsonElement, bool> fits)
    {
        var wrong = items.FindIndex(item => !fits(item));
        judged.Judge(claim, wrong < 0, $"items[].{field}", "filter", $"items that fit {parameter}", "another item",
            $"items[{Math.Max(wrong, 0)}].{field}");
    }

    /// <summary>Titles are compared by nobody but the service: no document says how.</summary>
    private static void CheckOrder(JudgedExchange judged, List<JsonElement> items)
    {
        var isGiven = judged.TryGetQuery("sort_by", out var field);
        field ??= "content_created_at";
        var ascending = judged.TryGetQuery("sort_order", out var order) && order == "asc";
        Func<JsonElement, IComparable?> read = field switch
        {
            "size_bytes" => item => item.FindNumber("size_bytes"),
            "created_at" => item => item.FindTime("created_at"),
            "content_created_at" => item => item.FindTime("content_created_at") ?? item.FindTime("created_at"),
            _ => _ => null,
        };
        var values = items.Select(read).ToList();
        if (values.Count < 2 || values.Contains(null)) return;
        var wrong = Enumerable.Range(1, values.Count - 1)
            .FirstOrDefault(at => values[at - 1]!.CompareTo(values[at]) * (ascending ? 1 : -1) > 0);
        judged.Judge(isGiven ? Filters : DefaultOrder, wrong == 0, "items", "order", $"by {field}, {(ascending ? "asc" : "desc")}",
            "another order", $"items[{wrong}].{field}");
    }

    private static IEnumerable<string> GetValues(JudgedExchange judged, string parameter) => judged.Exchange.Query
        .Where(sent => sent.Name == parameter).Select(sent => sent.Value).Where(value => value.Length > 0);

    private static DateTimeOffset? ReadTime(JudgedExchange judged, string parameter) => judged.TryGetQuery(parameter, out var text)
        && text.Contains('T', StringComparison.Ordinal)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
