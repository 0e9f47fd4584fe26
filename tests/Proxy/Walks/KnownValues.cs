using System.Text.Json;

namespace Scopix.Emulator.Tests.Proxy.Walks;

/// <summary>The ids and other values that responses have shown so far, by the kind of what they name.</summary>
internal sealed class KnownValues
{
    private static readonly string[] FileIds =
        ["file_id", "document_id", "image_id", "video_id", "link_id", "existing_file_id", "source_id", "reference_image_id"];

    private readonly Dictionary<string, List<string>> _values = [];

    /// <summary>A value of a kind; null when none is known.</summary>
    public string? Pick(string kind, Random random) =>
        _values.TryGetValue(kind, out var values) ? values[random.Next(Math.Max(0, values.Count - 40), values.Count)] : null;

    /// <summary>The kind of what a parameter or a field of a request names; null when it names nothing.</summary>
    public static string? GetKind(string operation, string name)
    {
        if (operation.StartsWith("llama.", StringComparison.Ordinal))
            return name is "file_id" or "file_ids" ? "llama" : name is "page_token" ? name : null;
        return name switch
        {
            "ids" or "file_ids" or "document_ids" or "file_id" or "video_id" or "link_id" => "file",
            "folder_id" or "parent_id" or "new_parent_id" => "folder",
            "project_id" => "project",
            "session_id" => operation == "telemetry.log" ? null : "session",
            "upload_id" => "upload",
            "hashes" or "claimed_file_hash" => "hash",
            "channel" or "export_id" or "job_id" => name,
            "date_from" or "date_to" or "start_date" or "end_date" => "time",
            _ => null,
        };
    }

    public void Learn(string operation, JsonElement body)
    {
        if (body.ValueKind == JsonValueKind.Array)
            foreach (var item in body.EnumerateArray()) Learn(operation, item);
        if (body.ValueKind != JsonValueKind.Object) return;
        foreach (var property in body.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.String && GetShownKind(operation, property.Name) is { } kind)
                Add(kind, property.Value.GetString()!);
            Learn(operation, property.Value);
        }
    }

    private static string? GetShownKind(string operation, string name)
    {
        if (name == "next_page_token") return "page_token";
        if (name == "id") return GetKindOfId(operation);
        if (Array.IndexOf(FileIds, name) >= 0) return "file";
        return name switch
        {
            "session_id" => "session",
            "upload_id" => "upload",
            "folder_id" or "parent_id" => "folder",
            "project_id" when !operation.StartsWith("llama.", StringComparison.Ordinal) => "project",
            "websocket_channel" => "channel",
            "export_id" or "job_id" => name,
            "hash" => "hash",
            "created_at" => "time",
            _ => null,
        };
    }

    private static string? GetKindOfId(string operation) => operation.Split('.')[0] switch
    {
        "files" or "links" => "file",
        "folders" => "folder",
        "projects" => "project",
        "llama" => "llama",
        _ => null,
    };

    private void Add(string kind, string value)
    {
        if (!_values.TryGetValue(kind, out var values)) _values[kind] = values = [];
        if (!values.Contains(value)) values.Add(value);
    }
}
