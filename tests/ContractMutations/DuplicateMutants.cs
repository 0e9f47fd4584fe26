using System.Text.Json.Nodes;

namespace Scopix.ContractMutations;

/// <summary>Mutants that do not detect duplicates.</summary>
public static class DuplicateMutants
{
    /// <summary>Creates all of them.</summary>
    public static IEnumerable<Mutant> All()
    {
        yield return CreateBodyMutant("files.check_duplicates", "a known hash is called unique", "duplicates", MoveHashToUnique);
        yield return CreateBodyMutant("files.upload", "nothing is skipped", "skipped", SetNotSkipped);
        yield return CreateBodyMutant("files.upload_batch", "nothing is skipped", "immediate_results[].skipped", SetNotSkipped);
        yield return CreateBodyMutant("files.analyze", "nothing is skipped", "status",
            (parent, name) => parent[name]?.ToString() == "skipped" && Set(parent, name, "completed"));
        yield return CreateBodyMutant("direct_uploads.complete", "deduplicated is false", "deduplicated", SetFalse);
        yield return CreateBodyMutant("links.create", "is_duplicate is false", "is_duplicate", SetFalse);
        yield return CreateBodyMutant("direct_uploads.create", "Idempotency-Key is not minded", "upload_id", ChangeNothing)
            with
        { Class = "idempotency", AppliesTo = IsRepeatedWithKey("direct_uploads.create"), CreateDefect = () => SendWithoutKeyAsync };
        yield return CreateBodyMutant("direct_uploads.complete", "a repeated completion makes another file", "file_id", ChangeNothing)
            with
        { AppliesTo = IsRepeatedCompletion, CreateDefect = CreateAnotherFileDefect };
    }

    private static Mutant CreateBodyMutant(string operation, string what, string path, Func<JsonObject, string, bool> change) =>
        Mutant.ForResponses("duplicate not detected", operation, what, response => SchemaField.ChangeAll(response, path, change));

    private static bool ChangeNothing(JsonObject parent, string name) => false;

    private static bool Set(JsonObject parent, string name, JsonNode? value)
    {
        parent[name] = value;
        return true;
    }

    private static bool SetFalse(JsonObject parent, string name) => (bool?)parent[name] == true && Set(parent, name, false);

    private static bool SetNotSkipped(JsonObject parent, string name)
    {
        if (!SetFalse(parent, name)) return false;
        (parent["status"], parent["file_id"], parent["existing_file_id"]) = ("completed", "f0f0f0f0-0000-4000-8000-000000000002", null);
        return true;
    }

    private static bool MoveHashToUnique(JsonObject parent, string name)
    {
        if (parent[name] is not JsonArray { Count: > 0 } known || parent["unique"] is not JsonArray unique) return false;
        var hash = known[0]!.ToString();
        known.RemoveAt(0);
        unique.Add(hash);
        return true;
    }

    private static Func<RecordedExchange, bool> IsRepeatedWithKey(
        string operation) => seen => seen.Operation == operation && seen.Ordinal > 0 && seen.Response.IsSuccess && !seen.IsStorage;

    private static async Task<(RecordedResponse, bool)> SendWithoutKeyAsync(InterceptedRequest intercepted)
    {
        if (intercepted.Operation != "direct_uploads.create" || intercepted.IsStorage
            || !intercepted.Request.Headers.Contains("Idempotency-Key")) return (await intercepted.SendAsync(), false);
        var again = intercepted.CreateCopy();
        again.Headers.Remove("Idempotency-Key");
        return (await intercepted.SendAsync(again), true);
    }

    private static bool IsRepeatedCompletion(RecordedExchange seen) =>
        seen is { Operation: "direct_uploads.complete", Ordinal: > 0, IsStorage: false } && seen.Response.IsSuccess;

    private static Defect CreateAnotherFileDefect()
    {
        var done = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();
        return async intercepted =>
        {
            var response = await intercepted.SendAsync();
            if (intercepted.Operation != "direct_uploads.complete" || intercepted.IsStorage || !response.IsSuccess
                || done.TryAdd(intercepted.Url, true)) return (response, false);
            var other = SchemaField.ChangeAll(response, "file_id",
                (parent, name) => Set(parent, name, "f0f0f0f0-0000-4000-8000-000000000003"));
            return (other ?? response, other is not null);
        };
    }
}
