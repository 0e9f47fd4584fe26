using System.Text.Json.Serialization;

namespace Scopix.Client;

internal sealed record CreateFolderRequest(string Name, string? ParentId, string? ProjectId);

internal sealed record RenameFolderRequest(string Name);

/// <summary>Null is a place too: the top.</summary>
internal sealed record MoveFolderRequest([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? NewParentId);

/// <summary>Null is a place too: no folder.</summary>
internal sealed record MoveFilesRequest(
    IReadOnlyList<string> FileIds, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? FolderId);
