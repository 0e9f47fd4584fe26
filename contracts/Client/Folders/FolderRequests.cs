using System.Text.Json.Serialization;

namespace Scopix.Client;

internal sealed record CreateFolderRequest(string Name, string? ParentId, string? ProjectId);

internal sealed record RenameFolderRequest(string Name);

/// <summary>Null is a destination too, the top level; so it is always written.</summary>
internal sealed record MoveFolderRequest([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? NewParentId);

/// <summary>Null is a destination too, no folder; so it is always written.</summary>
internal sealed record MoveFilesRequest(
    IReadOnlyList<string> FileIds, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? FolderId);
