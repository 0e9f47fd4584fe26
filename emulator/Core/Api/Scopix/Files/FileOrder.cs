namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>An order by a column of <c>files</c>, with the index that has this order; equal values are ordered by creation.</summary>
internal readonly record struct FileOrder(string Column, string Index, string Direction)
{
    public const string ContentTime = "content_at", UploadTime = "created_at", Size = "size_bytes";

    public string Sql => $"{Column} {Direction}, seq {Direction}";

    /// <summary>A file whose bytes carry no date is sorted by its upload time, one without a title by its name (assumed).</summary>
    public static FileOrder From(FileQuery query) => query.SortBy switch
    {
        "created_at" => new(UploadTime, "files_created", query.SortOrder),
        "title" => new("title", "files_title", query.SortOrder),
        "size_bytes" => new(Size, "files_size", query.SortOrder),
        _ => new(ContentTime, "files_content", query.SortOrder),
    };
}
