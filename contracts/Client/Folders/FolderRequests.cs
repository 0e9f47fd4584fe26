using System.Text.Json.Serialization;

namespace Scopix.Client;

internal sealed record NewFolder(string Name, string? ParentId, string? ProjectId);

internal sealed record FolderName(string Name);

/// <summary>Null is a place too: the top.</summary>
internal sealed record FolderMove([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? NewParentId);

/// <summary>Null is a place too: no folder.</summary>
internal sealed record FileMove(IReadOnlyList<string> FileIds, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? FolderId);
