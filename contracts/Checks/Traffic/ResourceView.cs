namespace Scopix.Contracts.Checks.Traffic;

/// <summary>One resource as a response shows it.</summary>
/// <param name="Id">The id, in lower case.</param>
/// <param name="Name">The operation, and the list in its body if the resource is an item, e.g. <c>files.list items</c>.</param>
/// <param name="Value">The object.</param>
/// <param name="Path">Its place in the body.</param>
internal sealed record ResourceView(string Id, string Name, JsonElement Value, string Path)
{
    private static readonly string[] IdFields = ["id", "file_id", "session_id", "upload_id", "export_id", "document_id"];

    /// <summary>The operations that answer with one resource, and those with a list of them in <c>items</c>.</summary>
    private static readonly string[] Single =
            ["files.get", "uploads.status", "sessions.status", "sessions.summary", "direct_uploads.get", "data.export_status",
                "files.processing_status", "files.digitization_status", "jobs.get", "files.update", "llama.files.retrieve", "projects.get"],
        Lists = ["files.list", "sessions.list", "projects.list", "llama.files.list"];

    public static IEnumerable<ResourceView> Find(JudgedExchange judged)
    {
        if (judged.Body is not { ValueKind: JsonValueKind.Object } body) yield break;
        var operation = judged.Operation.Id;
        if (Single.Contains(operation) && (ResourceKinds.FindId(judged) ?? ReadId(body)) is { } id)
            yield return new(id, operation, body, "");
        if (!Lists.Contains(operation) || body.Find("items") is not { ValueKind: JsonValueKind.Array } items) yield break;
        var index = 0;
        foreach (var item in items.EnumerateArray())
        {
            if (ReadId(item) is { } itemId) yield return new(itemId, operation + " items", item, $"items[{index}]");
            index++;
        }
    }

    public string JoinPath(string field) => SchemaFields.JoinPath(Path, field);

    private static string? ReadId(JsonElement value) =>
        IdFields.Select(field => value.FindText(field)).FirstOrDefault(id => id is { Length: >= 20 }) is { } id
            ? ResourceKinds.Normalize(id) : null;
}
