using System.Text;
using System.Text.Json.Nodes;
using Scopix.Emulator.Control.Imports;
using Scopix.Emulator.Tests.DirectUploads;
using Scopix.Emulator.Tests.Snapshots;

namespace Scopix.Emulator.Tests.Imports;

/// <summary>Archives for <c>POST /_emulator/import</c>.</summary>
internal static class ImportArchives
{
    public const string FileId = "11111111-2222-4333-8444-555555555555";

    public const string FolderId = "22222222-2222-4333-8444-555555555555";

    /// <summary>An archive of a tenant that has nothing but its default project.</summary>
    public static ArchiveEntry[] Empty =>
    [
        Json("import.json", """{"format":1,"vendor":"scopix"}"""),
        Json("projects.json", """
            [{"id":"33333333-2222-4333-8444-555555555555","name":"Default","is_default":true,"created_at":"2025-01-01T00:00:00Z"}]
            """),
        Json("folders.json", "[]"),
    ];

    /// <summary>One note in one folder, with its bytes.</summary>
    public static ArchiveEntry[] OneNote =>
    [
        .. Empty[..2],
        Json("folders.json", $$"""[{"id":"{{FolderId}}","name":"Site","created_at":"2025-01-02T00:00:00Z"}]"""),
        Json($"files/{FileId}.json", CreateFile().ToJsonString()),
        new($"objects/{DirectUploadRequests.ComputeSha256(Samples.Note())}", Samples.Note()),
    ];

    /// <summary>Every field that an entry of a file can have.</summary>
    public static IEnumerable<string> FieldPaths => ImportJsonContext.Default.ImportedFile.Properties
        .Where(property => property.Set is not null).Select(property => property.Name)
        .Concat(ImportJsonContext.Default.ImportedDetails.Properties
            .Where(property => property is { Set: not null, IsExtensionData: false }).Select(property => "details." + property.Name));

    public static ArchiveEntry Json(string name, string json) => new(name, Encoding.UTF8.GetBytes(json));

    public static byte[] Write(IEnumerable<ArchiveEntry> entries) => SnapshotArchives.WriteArchive(entries);

    /// <summary>The note with one field of its details, or of the entry itself, changed.</summary>
    public static ArchiveEntry[] WithField(string path, JsonNode? value) => WithFields((path, value));

    /// <summary>The note with another size and without bytes.</summary>
    public static ArchiveEntry[] WithoutBytes(long size) => WithFields(("details.size_bytes", size), ("has_bytes", false))[..^1];

    private static ArchiveEntry[] WithFields(params (string Path, JsonNode? Value)[] changes)
    {
        var file = CreateFile();
        foreach (var (path, value) in changes)
        {
            var names = path.Split('.');
            names.SkipLast(1).Aggregate((JsonNode)file, (json, name) => json[name]!)[names[^1]] = value;
        }
        return [.. OneNote.Select(entry => entry.Name.StartsWith("files/", StringComparison.Ordinal)
            ? Json(entry.Name, file.ToJsonString()) : entry)];
    }

    public static Task<TestResponse> ImportAsync(this TestApi api, IEnumerable<ArchiveEntry> entries, bool replace = false) =>
        api.ImportAsync(Write(entries), replace);

    public static Task<TestResponse> ImportAsync(this TestApi api, byte[] archive, bool replace = false) => api.SendAsync(
        HttpMethod.Post, "/_emulator/import" + (replace ? "?replace=true" : ""), new ByteArrayContent(archive));

    private static JsonObject CreateFile() => JsonNode.Parse($$$"""
        {
          "folder_id": "{{{FolderId}}}", "project_id": null, "has_bytes": true,
          "text": {"text": "What the service read.", "metadata": {"language": "en"}},
          "chunks": {"chunks": [{"content": "What the service read.", "metadata": {"token_count": 4}}]},
          "details": {
            "id": "{{{FileId}}}", "media_type": "document", "created_at": "2025-01-03T00:00:00Z", "filename": "note.txt",
            "hash": "{{{DirectUploadRequests.ComputeSha256(Samples.Note())}}}", "size_bytes": {{{Samples.Note().Length}}},
            "content_type": "text/plain", "document_type": "txt", "tags": ["pier"], "primary_status": "completed",
            "description_status": "completed", "upload_description": "What the service said.", "chunk_count": 1, "page_count": 1
          }
        }
        """)!.AsObject();
}
