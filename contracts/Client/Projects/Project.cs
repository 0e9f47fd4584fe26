namespace Scopix.Client;

/// <summary>A project workspace.</summary>
public sealed record Project : ScopixRecord
{
    public string Id { get; init => field = value ?? ""; } = "";

    public string Name { get; init => field = value ?? ""; } = "";

    public string? Description { get; init; }

    public string? Icon { get; init; }

    public string? Color { get; init; }

    public string ProjectType { get; init => field = value ?? ""; } = "";

    public bool IsDefault { get; init; }

    public int FolderCount { get; init; }

    public int FileCount { get; init; }

    public string? CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A page of projects.</summary>
public sealed record ProjectList : ScopixRecord
{
    public IReadOnlyList<Project> Items { get; init => field = value ?? []; } = [];

    public int TotalCount { get; init; }

    public int Limit { get; init; }

    public int Offset { get; init; }

    public bool HasMore { get; init; }
}

/// <summary>A deleted project.</summary>
public sealed record DeleteProjectResult : ScopixRecord
{
    public string Id { get; init => field = value ?? ""; } = "";

    public string Message { get; init => field = value ?? ""; } = "";
}
