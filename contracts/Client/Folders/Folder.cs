namespace Scopix.Client;

/// <summary>A folder; depth 0 is the top level.</summary>
public sealed record Folder : ScopixRecord
{
    public string Id { get; init => field = value ?? ""; } = "";

    public string Name { get; init => field = value ?? ""; } = "";

    public string? ParentId { get; init; }

    public string? ProjectId { get; init; }

    public int Depth { get; init; }

    public int FileCount { get; init; }

    public int SubfolderCount { get; init; }

    public string? PipelineId { get; init; }

    public string? PipelineName { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>The folders of an account or a project.</summary>
public sealed record FolderList : ScopixRecord
{
    public IReadOnlyList<Folder> Items { get; init => field = value ?? []; } = [];

    public int TotalCount { get; init; }
}

/// <summary>A folder, its path, its folders and a page of its files.</summary>
public sealed record FolderContents : ScopixRecord
{
    public Folder Folder { get; init => field = value ?? new(); } = new();

    public IReadOnlyList<Breadcrumb> Breadcrumbs { get; init => field = value ?? []; } = [];

    public IReadOnlyList<Folder> Subfolders { get; init => field = value ?? []; } = [];

    public IReadOnlyList<FileSummary> Files { get; init => field = value ?? []; } = [];

    public int TotalFiles { get; init; }

    public bool HasMoreFiles { get; init; }
}

/// <summary>The path to a folder, from the top level.</summary>
public sealed record FolderPath : ScopixRecord
{
    public IReadOnlyList<Breadcrumb> Breadcrumbs { get; init => field = value ?? []; } = [];
}

/// <summary>The outcome of a deletion for a folder's contents.</summary>
public sealed record DeleteFolderResult : ScopixRecord
{
    public string Id { get; init => field = value ?? ""; } = "";

    public int FilesAffected { get; init; }

    public int SubfoldersAffected { get; init; }

    public FolderDeletion Mode { get; init; }
}

/// <summary>How many of the requested files were moved.</summary>
public sealed record MoveFilesResult : ScopixRecord
{
    public int Moved { get; init; }

    public int TotalRequested { get; init; }
}

/// <summary>A folder on the path to another.</summary>
public sealed record Breadcrumb : ScopixRecord
{
    public string Id { get; init => field = value ?? ""; } = "";

    public string Name { get; init => field = value ?? ""; } = "";

    public int Depth { get; init; }
}
