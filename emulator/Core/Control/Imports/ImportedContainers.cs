namespace Scopix.Emulator.Control.Imports;

/// <summary>An item of <c>projects.json</c>, as <c>projects.list</c> answers it.</summary>
internal sealed record ImportedProject(
    string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? UpdatedAt = null, string? Description = null, string? Icon = null,
    string? Color = null, string? ProjectType = null, bool IsDefault = false);

/// <summary>An item of <c>folders.json</c>, as <c>folders.list</c> answers it.</summary>
internal sealed record ImportedFolder(
    string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? UpdatedAt = null, string? ParentId = null, string? ProjectId = null);

/// <summary><c>files/{id}.json</c> of LlamaCloud: a file as <c>llama.files.list</c> answers it, with what is known of its bytes.</summary>
internal sealed record ImportedLlamaFile(ImportedLlamaDetails Details)
{
    public bool HasBytes { get; init; }

    /// <summary>Null when the archive does not have the bytes.</summary>
    public string? Hash { get; init; }

    public long? SizeBytes { get; init; }
}

internal sealed record ImportedLlamaDetails(string Id, string Name)
{
    public string? ExternalFileId { get; init; }
    public string? FileType { get; init; }
    public DateTimeOffset? LastModifiedAt { get; init; }
    public string? Purpose { get; init; }
}
