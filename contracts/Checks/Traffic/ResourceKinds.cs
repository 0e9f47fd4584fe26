namespace Scopix.Contracts.Checks.Traffic;

/// <summary>Which requests concern, create and delete which resources.</summary>
internal static class ResourceKinds
{
    private const string LlamaPrefix = "dfl-";

    private static readonly string[] IdParameters =
        ["file_id", "session_id", "upload_id", "folder_id", "project_id", "export_id", "job_id", "video_id", "link_id"];

    private static readonly Dictionary<string, string> CreatedId = new()
    {
        ["files.upload"] = "file_id",
        ["links.create"] = "id",
        ["folders.create"] = "id",
        ["projects.create"] = "id",
        ["direct_uploads.create"] = "upload_id",
        ["direct_uploads.complete"] = "file_id",
        ["files.upload_batch"] = "session_id",
        ["data.export"] = "export_id",
        ["llama.files.create"] = "id",
    };

    /// <summary>
    /// An id in lower case, without the prefix of LlamaCloud's ids (assumed: ids are accepted with and without dfl-).
    /// </summary>
    public static string Normalize(string id)
    {
        var lower = id.ToLowerInvariant();
        return lower.StartsWith(LlamaPrefix, StringComparison.Ordinal) ? lower[LlamaPrefix.Length..] : lower;
    }

    /// <summary>The resource that the path names, in lower case; null when it names none or by a short id.</summary>
    public static string? FindId(JudgedExchange judged) => FindId(judged.PathValues);

    /// <summary>The same of the values of a path's parameters.</summary>
    public static string? FindId(IReadOnlyDictionary<string, string> pathValues)
    {
        var name = Array.Find(IdParameters, pathValues.ContainsKey);
        return name is null || pathValues[name] is { Length: < 20 } ? null : Normalize(pathValues[name]);
    }

    /// <summary>The resource that a response says was created.</summary>
    public static IEnumerable<string> FindCreated(JudgedExchange judged) =>
        CreatedId.TryGetValue(judged.Operation.Id, out var field) && judged.Body?.FindText(field) is { } id ? [Normalize(id)] : [];

    /// <summary>The resources that a response says are deleted.</summary>
    public static IEnumerable<string> FindDeleted(JudgedExchange judged) => judged.Operation.Id switch
    {
        "files.delete" when FindId(judged) is { } id => [id],
        "files.batch_delete" when judged.Body?.Find("deleted") is { ValueKind: JsonValueKind.Array } deleted =>
            deleted.EnumerateArray().Select(item => item.FindText("id")).OfType<string>().Select(Normalize),
        _ => [],
    };
}
