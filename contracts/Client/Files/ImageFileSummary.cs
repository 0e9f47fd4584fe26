namespace Scopix.Client;

/// <summary>An image in a list (seed 001, File Listing &amp; Retrieval).</summary>
public sealed record ImageFileSummary : FileSummary
{
    public string? Format { get; init; }
}
