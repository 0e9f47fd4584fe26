using System.Text.Json.Nodes;

namespace Scopix.ContractMutations;

/// <summary>Mutants that do not see that something is there already.</summary>
public static class Duplicates
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Mutant> All()
    {
        yield return Body("files.check_duplicates", "a known hash is called unique", "duplicates", Unknown);
        yield return Body("files.upload", "nothing is skipped", "skipped", NotSkipped);
        yield return Body("files.upload_batch", "nothing is skipped", "immediate_results[].skipped", NotSkipped);
        yield return Body("files.analyze", "nothing is skipped", "status", (parent, name) => parent[name]?.ToString() == "skipped" && Set(parent, name, "completed"));
        yield return Body("direct_uploads.complete", "deduplicated is false", "deduplicated", False);
        yield return Body("links.create", "is_duplicate is false", "is_duplicate", False);
        yield return Body("direct_uploads.create", "Idempotency-Key is not minded", "upload_id", Never) with { Concerns = Keyed("direct_uploads.create"), Begin = () => KeylessAsync };
        yield return Body("direct_uploads.complete", "a repeated completion makes another file", "file_id", Never) with { Concerns = Twice, Begin = AnotherFile };
    }

    private static Mutant Body(string operation, string what, string path, Func<JsonObject, string, bool> change) =>
        Mutant.OfAnswers("duplicate not detected", operation, what, reply => Field.Change(reply, path, change));

    private static bool Never(JsonObject parent, string name) => false;

    private static bool Set(JsonObject parent, string name, JsonNode? value)
    {
        parent[name] = value;
        return true;
    }

    private static bool False(JsonObject parent, string name) => (bool?)parent[name] == true && Set(parent, name, false);

    private static bool NotSkipped(JsonObject parent, string name)
    {
        if (!False(parent, name)) return false;
        (parent["status"], parent["file_id"], parent["existing_file_id"]) = ("completed", "f0f0f0f0-0000-4000-8000-000000000002", null);
        return true;
    }

    private static bool Unknown(JsonObject parent, string name)
    {
        if (parent[name] is not JsonArray { Count: > 0 } known || parent["unique"] is not JsonArray unique) return false;
        var hash = known[0]!.ToString();
        known.RemoveAt(0);
        unique.Add(hash);
        return true;
    }

    private static Func<Seen, bool> Keyed(string operation) => seen => seen.Operation == operation && seen.Ordinal > 0 && seen.Reply.IsSuccess && !seen.IsStorage;

    private static async Task<(Reply, bool)> KeylessAsync(Passage passage)
    {
        if (passage.Operation != "direct_uploads.create" || passage.IsStorage || !passage.Request.Headers.Contains("Idempotency-Key")) return (await passage.SendAsync(), false);
        var again = passage.Again();
        again.Headers.Remove("Idempotency-Key");
        return (await passage.SendAsync(again), true);
    }

    private static bool Twice(Seen seen) => seen is { Operation: "direct_uploads.complete", Ordinal: > 0, IsStorage: false } && seen.Reply.IsSuccess;

    private static Defect AnotherFile()
    {
        var done = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();
        return async passage =>
        {
            var reply = await passage.SendAsync();
            if (passage.Operation != "direct_uploads.complete" || passage.IsStorage || !reply.IsSuccess || done.TryAdd(passage.Url, true)) return (reply, false);
            var other = Field.Change(reply, "file_id", (parent, name) => Set(parent, name, "f0f0f0f0-0000-4000-8000-000000000003"));
            return (other ?? reply, other is not null);
        };
    }
}
