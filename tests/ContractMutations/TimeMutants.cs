using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Scopix.Contracts.Checks;

namespace Scopix.ContractMutations;

/// <summary>Mutants of time: what happened is shown late or early, or a state goes back once.</summary>
public sealed class TimeMutants(TrafficRecording recording)
{
    private static readonly string[] Unfinished = ["pending", "processing", "queued", "uploading", "confirming"];

    /// <summary>Creates the mutants of an operation.</summary>
    public IEnumerable<Mutant> CreateFor(Operation operation)
    {
        var id = operation.Id;
        if (!BehaviourMutants.IsRead(operation)) yield break;
        if (!EquivalentMutants.ConstantOperations.ContainsKey(id) && !EquivalentMutants.PolledOperations.ContainsKey(id))
            yield return CreateLateChange(id);
        if (operation.Path.Contains('{') && recording.ExchangesOf(id).FirstOrDefault(IsNotFound) is { } refused)
            yield return CreateLateResource(id, refused.Response);
        if (BehaviourMutants.FindList(operation) is { } list && !EquivalentMutants.IsUnordered(list)) yield return CreateLateItem(id, list);
        if (!recording.ExchangesOf(id).Any(seen => BehaviourMutants.ReadState(seen.Response) is not null)) yield break;
        yield return Mutant.ForResponses("shown early", id, "finished while it is not", ShowFinished);
        yield return CreateBackOnce(id);
    }

    private static bool IsNotFound(RecordedExchange seen) => !seen.IsStorage && seen.Response.Status == 404;

    /// <summary>A read returns once more what it returned before a change.</summary>
    private static Mutant CreateLateChange(string operation) => Mutant.ForRequests(
        "shown late", operation, "a change, one response later",
        seen => !seen.IsStorage && (seen.Response.IsSuccess || seen.Response.Status == 404) && seen.Ordinal > 0,
        () =>
        {
            var last = new ConcurrentDictionary<string, RecordedResponse>();
            return async intercepted =>
            {
                var response = await intercepted.SendAsync();
                if (intercepted.IsStorage || (!response.IsSuccess && response.Status != 404)) return (response, false);
                var key = await BehaviourMutants.DescribeRequestAsync(intercepted);
                var before = last.GetValueOrDefault(key, response);
                last[key] = response;
                return before.IsSuccess && !before.Bytes.SequenceEqual(response.Bytes) ? (before, true) : (response, false);
            };
        });

    /// <summary>The first read of a resource is refused as if it were not there yet.</summary>
    private static Mutant CreateLateResource(string operation, RecordedResponse refusal) => Mutant.ForRequests(
        "shown late", operation, "a new resource, one response later",
        seen => !seen.IsStorage && seen.Response.IsSuccess,
        () =>
        {
            var known = new ConcurrentDictionary<string, bool>();
            return async intercepted =>
            {
                var response = await intercepted.SendAsync();
                var key = $"{intercepted.Test} {intercepted.Request.RequestUri!.AbsolutePath}";
                return !intercepted.IsStorage && response.IsSuccess && known.TryAdd(key, true) ? (refusal, true) : (response, false);
            };
        });

    /// <summary>A list lacks an item when it should show it for the first time.</summary>
    private static Mutant CreateLateItem(string operation, string list) => Mutant.ForRequests(
        "shown late", operation, $"a new item of {list}, one response later",
        seen => !seen.IsStorage && SchemaField.ChangeAll(seen.Response, list, (parent, name) => parent[name] is JsonArray { Count: > 0 })
            is not null,
        () =>
        {
            var known = new ConcurrentDictionary<string, bool>();
            return async intercepted =>
            {
                var response = await intercepted.SendAsync();
                if (intercepted.IsStorage) return (response, false);
                var without = SchemaField.ChangeAll(response, list, (parent, name) => RemoveNewItem(parent[name] as JsonArray,
                    item => known.TryAdd($"{intercepted.Test} {BehaviourMutants.ReadId(item)}", true)));
                return (without ?? response, without is not null);
            };
        });

    private static bool RemoveNewItem(JsonArray? items, Func<JsonNode?, bool> isNew)
    {
        var added = (items ?? []).Where(isNew).ToList();
        return added.Count > 0 && items!.Remove(added[0]);
    }

    private static RecordedResponse? ShowFinished(RecordedResponse response)
    {
        if (!response.IsSuccess || response.Json() is not JsonObject body || BehaviourMutants.FindState(body) is not { } found) return null;
        var state = found.Parent[found.Name]!.ToString();
        if (!Unfinished.Contains(state.ToLowerInvariant())) return null;
        found.Parent[found.Name] = char.IsUpper(state[0]) ? "COMPLETED" : "completed";
        return response.WithJson(body);
    }

    /// <summary>After a read has shown a later state, the next read shows the state before it, once.</summary>
    private static Mutant CreateBackOnce(string operation) => Mutant.ForRequests(
        "out of order", operation, "a state goes back once",
        seen => !seen.IsStorage && seen.Ordinal > 0 && BehaviourMutants.ReadState(seen.Response) is not null,
        () =>
        {
            var seen = new ConcurrentDictionary<string, (RecordedResponse Before, RecordedResponse Last, bool IsDone)>();
            return async intercepted =>
            {
                var response = await intercepted.SendAsync();
                if (BehaviourMutants.ReadState(response) is not { } state) return (response, false);
                var key = $"{intercepted.Test} {intercepted.Url}";
                var (before, last, isDone) = seen.GetOrAdd(key, (response, response, false));
                var hasMoved = BehaviourMutants.ReadState(before) != BehaviourMutants.ReadState(last);
                if (!isDone && hasMoved)
                {
                    seen[key] = (last, response, true);
                    return (before, true);
                }
                seen[key] = (BehaviourMutants.ReadState(last) == state ? before : last, response, isDone);
                return (response, false);
            };
        });
}
