using System.Collections.Frozen;
using Scopix.Contracts.Checks.Traffic;

namespace Scopix.Contracts.Checks.Comparing;

/// <summary>What of a list can be compared, as its request and its paging say.</summary>
/// <param name="IsSelectedByMeaning">Whether the items depend on what AI says of them, so that others may be there.</param>
/// <param name="IsWhole">Whether the response has all items.</param>
/// <param name="IsFiltered">Whether the request selects some of the items.</param>
/// <param name="SortedBy">The property that orders the items.</param>
/// <param name="Resources">What is listed, e.g. <c>folders</c>.</param>
internal sealed record ListContext(bool IsSelectedByMeaning, bool IsWhole, bool IsFiltered, string SortedBy, string Resources)
{
    private static readonly FrozenSet<string> Searches = FrozenSet.Create("files.search", "files.similar");

    private static readonly FrozenSet<string> MeaningParameters = FrozenSet.Create(
        "search", "tags", "has_description", "compliance_status", "min_confidence", "max_confidence", "source_types");

    private static readonly FrozenSet<string> PagingParameters = FrozenSet.Create(
        "limit", "offset", "page_size", "page_token", "sort_by", "sort_order", "order_by");

    public static ListContext Create(Operation operation, ObservedExchange reference, JsonElement body) => new(
        Searches.Contains(operation.Id) || reference.Query.Any(parameter => MeaningParameters.Contains(parameter.Name)),
        IsWholeList(body),
        reference.Query.Any(parameter => !PagingParameters.Contains(parameter.Name)),
        reference.Query.FirstOrDefault(parameter => parameter.Name == "sort_by").Value
            ?? (operation.Id == "files.list" ? "content_created_at" : "created_at"),
        operation.Id.Split('.')[0]);

    private static bool IsWholeList(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return true;
        return body.Find("has_more") is not { ValueKind: JsonValueKind.True }
            && body.Find("next_page_token") is not { ValueKind: JsonValueKind.String }
            && body.Find("has_more_files") is not { ValueKind: JsonValueKind.True }
            && body.FindNumber("offset") is null or 0;
    }
}
