using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Scopix.Contracts.Checks;

namespace Scopix.ContractMutations;

/// <summary>Mutants of the border between two pages of a list, and of items that a page has twice.</summary>
public static class PagingMutants
{
    /// <summary>Creates the mutants of an operation.</summary>
    public static IEnumerable<Mutant> CreateFor(Operation operation)
    {
        var id = operation.Id;
        var found = id == "folders.get" ? "files" : BehaviourMutants.FindList(operation); // its first list is the path to the folder
        if (found is not { } list) yield break;
        yield return Mutant.ForResponses("twice", id, $"the first item of {list} again",
            response => SchemaField.ChangeAll(response, list, AddFirstAgain));
        if (!EquivalentMutants.IsUnordered(list))
            yield return Mutant.ForResponses("out of order", id, $"the last two items of {list} swapped",
                response => SchemaField.ChangeAll(response, list, SwapLast));
        if (!operation.Parameters.Any(p => p.Name is "offset" or "page_token") && id != "llama.files.query") yield break;
        foreach (var (how, isRepeated) in new[] { ("lost", false), ("repeated", true) })
        {
            yield return CreateBorderMutant("page border", id, list, $"an item is {how}", isRepeated, needsWrite: false);
            if (id.StartsWith("llama.", StringComparison.Ordinal))
                yield return CreateBorderMutant("paging under writes", id, list, $"an item is {how} after a write", isRepeated,
                    needsWrite: true);
        }
    }

    private static Mutant CreateBorderMutant(string kind, string operation, string list, string what, bool isRepeated, bool needsWrite) =>
        new(kind, operation, what,
            seen => seen.Operation == operation && IsLaterPage(seen.Url, seen.RequestBody) && seen.Response.IsSuccess,
            () =>
            {
                var (pages, writes) = (new ConcurrentDictionary<string, JsonNode>(), new ConcurrentDictionary<string, bool>());
                return async intercepted =>
                {
                    var response = await intercepted.SendAsync();
                    if (IsWrite(intercepted)) writes[intercepted.Test] = true;
                    if (intercepted.Operation != operation || intercepted.IsStorage) return (response, false);
                    var sent = intercepted.Request.Content is { } content ? await content.ReadAsStringAsync() : null;
                    var isLater = IsLaterPage(intercepted.Url, sent);
                    if (!isLater) writes[intercepted.Test] = false;
                    pages.TryGetValue(intercepted.Test, out var last);
                    if (response.Json()?[list] is JsonArray { Count: > 0 } page) pages[intercepted.Test] = page[^1]!;
                    if (!isLater || last is null || (needsWrite && !writes.GetValueOrDefault(intercepted.Test))) return (response, false);
                    var changed = SchemaField.ChangeAll(response, list,
                        (parent, name) => MoveBorder(parent[name] as JsonArray, isRepeated ? last : null));
                    return (changed ?? response, changed is not null);
                };
            });

    private static bool IsWrite(InterceptedRequest intercepted) => !intercepted.IsStorage
        && (intercepted.Request.Method == HttpMethod.Delete
            || (intercepted.Request.Method == HttpMethod.Post && intercepted.Operation is not "llama.files.query"));

    private static bool IsLaterPage(string url, string? sent) =>
        new Uri(url).Query.TrimStart('?').Split('&').Any(p => (p.StartsWith("offset=", StringComparison.Ordinal) && p != "offset=0")
            || p.StartsWith("page_token=", StringComparison.Ordinal))
        || sent?.Contains("\"page_token\":\"", StringComparison.Ordinal) == true;

    private static bool MoveBorder(JsonArray? items, JsonNode? repeated)
    {
        if (items is not { Count: > 0 }) return false;
        if (repeated is null) items.RemoveAt(0);
        else
        {
            items.RemoveAt(items.Count - 1);
            items.Insert(0, repeated.DeepClone());
        }
        return true;
    }

    private static bool AddFirstAgain(JsonObject parent, string name)
    {
        if (parent[name] is not JsonArray { Count: > 0 } items) return false;
        items.Add(items[0]?.DeepClone());
        return true;
    }

    private static bool SwapLast(JsonObject parent, string name)
    {
        if (parent[name] is not JsonArray { Count: > 1 } items || JsonNode.DeepEquals(items[^1], items[^2])) return false;
        var last = items[^1];
        items.RemoveAt(items.Count - 1);
        items.Insert(items.Count - 1, last);
        return true;
    }
}
