namespace Scopix.Contracts.Checks.Traffic;

/// <summary>One page of a list agrees with itself and with its request.</summary>
internal static class PageRule
{
    private static readonly Claim Paging = new(EvidenceKind.Documented, "seed 001, File Listing & Retrieval");

    public static void Check(JudgedExchange judged)
    {
        if (judged.Exchange.Status != 200 || judged.Body is not { ValueKind: JsonValueKind.Object } body) return;
        var name = body.Find("results") is { ValueKind: JsonValueKind.Array } ? "results" : "items";
        if (body.Find(name) is not { ValueKind: JsonValueKind.Array } items) return;
        var count = items.GetArrayLength();
        CheckLimit(judged, body, name, count);
        if (body.FindNumber("offset") is { } offset && body.FindNumber("total_count") is { } total)
            CheckTotals(judged, body, count, offset, total);
        CheckIds(judged, items, name);
    }

    private static void CheckLimit(JudgedExchange judged, JsonElement body, string name, int count)
    {
        if (body.FindNumber("limit") is { } limit)
            judged.Judge(Paging, count <= limit, name, "extra items", "at most as many items as the limit", "more");
        foreach (var parameter in (string[])["limit", "offset"])
            if (judged.TryGetQuery(parameter, out var text) && long.TryParse(text, CultureInfo.InvariantCulture, out var sent)
                && body.FindNumber(parameter) is { } echoed)
                judged.Judge(Paging, sent == echoed, parameter, "value", "the value of the request", "another value", parameter);
    }

    private static void CheckTotals(JudgedExchange judged, JsonElement body, int count, long offset, long total)
    {
        judged.Judge(Paging, count == 0 || offset + count <= total, "total_count", "value", "at least offset and items together", "less",
            "total_count");
        if (body.Find("has_more") is not { ValueKind: JsonValueKind.True or JsonValueKind.False } more) return;
        var expected = offset + count < total;
        if (count > 0 || total <= offset)
            judged.Judge(Paging, more.GetBoolean() == expected, "has_more", "value", expected ? "true" : "false",
                expected ? "false" : "true", "has_more");
    }

    private static void CheckIds(JudgedExchange judged, JsonElement items, string name)
    {
        var ids = items.EnumerateArray().Select(item => item.Find("id")).OfType<JsonElement>()
            .Where(id => id.ValueKind == JsonValueKind.String).Select(id => id.GetString()).ToList();
        if (ids.Count > 0)
            judged.Judge(Paging, ids.Distinct().Count() == ids.Count, name, "extra items", "each item once", "one of them twice");
    }
}
