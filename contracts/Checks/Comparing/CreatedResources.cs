using System.Collections.Frozen;
using Scopix.Contracts.Checks.Traffic;

namespace Scopix.Contracts.Checks.Comparing;

/// <summary>Which resources of a candidate the compared requests have created, as its responses say.</summary>
internal static class CreatedResources
{
    private static readonly FrozenSet<string> Creates = FrozenSet.Create("files.upload", "files.upload_batch", "files.analyze",
        "files.analyze_async", "files.export", "data.export", "direct_uploads.create", "direct_uploads.complete", "projects.create",
        "folders.create", "links.create", "llama.files.create");

    /// <summary>Operations that are no GET, and leave the resources as they are that a request names.</summary>
    private static readonly FrozenSet<string> ReadsOnly = FrozenSet.Create("files.search", "files.check_duplicates", "files.export",
        "data.export", "telemetry.log", "llama.files.query");

    /// <summary>What names a created resource in a response.</summary>
    public static readonly FrozenSet<string> IdNames = FrozenSet.Create(
        StringComparer.Ordinal, "id", "file_id", "upload_id", "session_id", "export_id", "job_id");

    /// <summary>A resource that was there already is returned with one of these.</summary>
    private static readonly string[] MarksOfExisting = ["skipped", "is_duplicate", "deduplicated"];

    public static bool MayChange(Operation operation) => operation.Method != "GET" && !ReadsOnly.Contains(operation.Id);

    /// <summary>Learns from a response of the candidate, before it is compared.</summary>
    public static void Learn(Operation operation, ObservedExchange candidate, ValueMap map)
    {
        if (!Creates.Contains(operation.Id) || candidate.Status is < 200 or >= 300) return;
        if (candidate.ResponseBody is not { IsEmpty: false } body) return;
        using var json = UnicodeJson.TryParse(body);
        if (json is not null) Learn(json.RootElement, map);
    }

    private static void Learn(JsonElement value, ValueMap map)
    {
        if (value.ValueKind == JsonValueKind.Array)
            foreach (var item in value.EnumerateArray()) Learn(item, map);
        if (value.ValueKind != JsonValueKind.Object) return;
        if (MarksOfExisting.Any(name => value.Find(name) is { ValueKind: JsonValueKind.True })) return;
        foreach (var property in value.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.String && IdNames.Contains(property.Name))
                map.MarkCreated(property.Value.GetString()!);
            Learn(property.Value, map);
        }
    }
}
