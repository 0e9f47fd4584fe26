using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Scopix.Emulator.Tool.Pull;

/// <summary>A file in the list of the source. Its fingerprint changes when the list shows another state of it.</summary>
internal sealed record SourceFile(
    string Id, string Name, long SizeBytes, DateTimeOffset CreatedAt, string? FolderId, string? ProjectId, string Fingerprint)
{
    public static string ComputeFingerprint(JsonElement item, string? folder, string? project)
    {
        var json = JsonObject.Create(item)!;
        SignedUrls.Remove(json);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{json.ToJsonString()} {folder} {project}")));
    }
}

/// <summary>The fields of the API that have presigned URLs: who reads these URLs can read the files.</summary>
internal static class SignedUrls
{
    private static readonly string[] Names =
        ["thumbnail_url", "medium_url", "full_url", "original_url", "document_url", "video_url", "download_url"];

    public static void Remove(JsonNode? json)
    {
        switch (json)
        {
            case JsonObject fields:
                foreach (var name in Names) fields.Remove(name);
                foreach (var (_, value) in fields) Remove(value);
                break;
            case JsonArray items:
                foreach (var item in items) Remove(item);
                break;
        }
    }
}
