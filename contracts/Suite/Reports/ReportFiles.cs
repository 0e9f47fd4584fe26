namespace Scopix.Contracts.Reports;

/// <summary>Where a report goes, and in which forms.</summary>
public static class ReportFiles
{
    private static readonly IReadOnlyDictionary<string, Func<RunReport, string>> RenderersByExtension =
        new Dictionary<string, Func<RunReport, string>>
    {
        [".md"] = MarkdownReport.Render,
        [".html"] = HtmlReport.Render,
        [".json"] = JsonReport.Render,
        [".xml"] = JUnitReport.Render,
    };

    /// <summary>
    /// Writes the form that the path's end names (.md, .html, .json, .xml), or all four: <c>contract.*</c> in a folder
    /// (one that exists, or a path that ends in a slash), else the path with each end. Gives the paths written.
    /// </summary>
    public static IReadOnlyList<string> WriteAll(string? path, RunReport report)
    {
        if (path is null) return [];

        var isOne = RenderersByExtension.ContainsKey(Path.GetExtension(path));
        var start = Directory.Exists(path) || Path.EndsInDirectorySeparator(path) ? Path.Combine(path, "contract") : path;
        var files = isOne ? [path] : RenderersByExtension.Keys.Select(end => start + end).ToList();
        foreach (var file in files)
        {
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
            File.WriteAllText(file, RenderersByExtension[Path.GetExtension(file)](report));
        }

        return files;
    }
}
