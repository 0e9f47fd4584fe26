using System.Text.Json.Nodes;
using Scopix.Contracts.Checks;

namespace Scopix.ContractMutations;

/// <summary>Mutants of behaviour over several requests and for other tenants.</summary>
public sealed class BehaviourMutants(TrafficRecording recording)
{
    private const string Owner = "scopix_Emulator0localdevelopmentkey";
    private const string LlamaOwner = "llx-contract-suite";
    private static readonly string[] Ids = ["id", "file_id", "session_id", "image_id", "chunk_id", "document_id", "upload_id", "scene_id"];
    private static readonly string[] States = ["status", "primary_status", "unified_status", "overall_status", "text_extraction_status",
        "crawl_status", "items[0].primary_status", "items[0].status"];

    /// <summary>Creates the mutants of an operation.</summary>
    public IEnumerable<Mutant> CreateFor(Operation operation)
    {
        var id = operation.Id;
        if (operation.Responses.ContainsKey("401") && id != "files.export_columns") yield return CreateKeyIgnored(id);
        if (FindList(operation) is { } list)
            yield return Mutant.ForResponses("other tenant's item", id, $"in {list}",
                response => SchemaField.ChangeAll(response, list, AddForeignItem));
        var reads = IsRead(operation);
        if (reads && !EquivalentMutants.ConstantOperations.ContainsKey(id)) yield return CreateStaleValue(id);
        if (reads && recording.ExchangesOf(id).Any(s => ReadState(s.Response) is not null)) yield return CreateBackwardState(id);
    }

    /// <summary>Whether an operation changes nothing.</summary>
    public static bool IsRead(Operation operation) =>
        operation.Method == "GET" || operation.Id is "files.search" or "files.check_duplicates" or "llama.files.query";

    /// <summary>What two requests of a test have in common that ask for the same.</summary>
    public static async Task<string> DescribeRequestAsync(InterceptedRequest intercepted)
    {
        var sent = intercepted.Request.Content is { } content ? await content.ReadAsStringAsync() : "";
        return $"{intercepted.Test} {intercepted.Key} {intercepted.Url} {sent}";
    }

    /// <summary>The operation treats every key as the owner's.</summary>
    private static Mutant CreateKeyIgnored(string operation) => Mutant.ForRequests(
        "other tenant's item", operation, "any key",
        seen => !seen.IsStorage && IsOtherTenant(seen.Key),
        () => async intercepted =>
        {
            if (intercepted.IsStorage || !IsOtherTenant(intercepted.Key)) return (await intercepted.SendAsync(), false);
            var again = intercepted.CreateCopy();
            again.Headers.Authorization = new("Bearer", operation.StartsWith("llama.", StringComparison.Ordinal) ? LlamaOwner : Owner);
            return (await intercepted.SendAsync(again), true);
        });

    private static bool IsOtherTenant(string? key) => key is { Length: > 27 } && key != Owner
        && (key.StartsWith("scopix_", StringComparison.Ordinal) || key.StartsWith("llx-", StringComparison.Ordinal));

    /// <summary>The list of a response whose items have ids; null when there is none.</summary>
    public static string? FindList(Operation operation) => operation.Responses.First(r => r.Key[0] is '2' or '3').Value is { } schema
        ? SchemaField.ReadAll(schema).FirstOrDefault(f => f.IsList && !f.Path.Contains('.', StringComparison.Ordinal)
            && SchemaField.ReadAll(schema).Any(inner => Ids.Any(i => inner.Path == $"{f.Path}[].{i}")))?.Path
        : null;

    private static bool AddForeignItem(JsonObject parent, string name)
    {
        if (parent[name] is not JsonArray { Count: > 0 } list || list[0] is not JsonObject first) return false;
        var foreign = first.DeepClone().AsObject();
        foreach (var id in Ids.Where(foreign.ContainsKey)) foreign[id] = "f0f0f0f0-0000-4000-8000-000000000001";
        list.Insert(0, foreign);
        return true;
    }

    /// <summary>A read returns its first response to the same request of the same test.</summary>
    private static Mutant CreateStaleValue(string operation) => Mutant.ForRequests(
        "stale value", operation, "the first response forever",
        seen => !seen.IsStorage && (seen.Response.IsSuccess || seen.Response.Status == 404) && seen.Ordinal > 0,
        () =>
        {
            var first = new System.Collections.Concurrent.ConcurrentDictionary<string, RecordedResponse>();
            return async intercepted =>
            {
                var response = await intercepted.SendAsync();
                if (intercepted.IsStorage || !response.IsSuccess && response.Status != 404) return (response, false);
                var before = first.GetOrAdd(await DescribeRequestAsync(intercepted), response);
                return before.Bytes.SequenceEqual(response.Bytes) || !before.IsSuccess ? (response, false) : (before, true);
            };
        });

    /// <summary>After a read has shown a later state, the next read shows the first state again.</summary>
    private static Mutant CreateBackwardState(string operation) => Mutant.ForRequests(
        "state going backwards", operation, "back to the first state",
        seen => !seen.IsStorage && seen.Ordinal > 0 && ReadState(seen.Response) is not null,
        () =>
        {
            var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, (RecordedResponse First, bool HasMoved)>();
            return async intercepted =>
            {
                var response = await intercepted.SendAsync();
                if (ReadState(response) is not { } state) return (response, false);
                var key = $"{intercepted.Test} {intercepted.Request.RequestUri!.AbsolutePath} {intercepted.Url}";
                var (first, hasMoved) = seen.GetOrAdd(key, (response, false));
                if (ReadState(first) == state) return (response, false);
                seen[key] = (first, true);
                return hasMoved ? (first, true) : (response, false);
            };
        });

    /// <summary>The state that a response shows; null when it shows none.</summary>
    public static string? ReadState(RecordedResponse response) =>
        response.IsSuccess && response.Json() is JsonObject body && FindState(body) is var (parent, name) ? parent[name]!.ToString() : null;

    /// <summary>Where a body shows a state.</summary>
    public static (JsonObject Parent, string Name)? FindState(JsonObject body)
    {
        foreach (var path in States)
        {
            var isOfItem = path.StartsWith("items[0].", StringComparison.Ordinal);
            var parent = !isOfItem ? body : body["items"] is JsonArray { Count: 1 } items ? items[0] as JsonObject : null;
            var name = path[(path.LastIndexOf('.') + 1)..];
            if (parent?[name] is JsonValue) return (parent, name);
        }

        return null;
    }

    /// <summary>The id of an item; null when it has none.</summary>
    public static string? ReadId(JsonNode? item) =>
        Ids.Select(name => (item as JsonObject)?[name]?.ToString()).FirstOrDefault(id => id is not null);
}
