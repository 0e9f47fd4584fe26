namespace Scopix.Contracts.Reports;

/// <summary>Where a report goes, and in which forms.</summary>
public static class Forms
{
    private static readonly IReadOnlyDictionary<string, Func<RunReport, string>> Writers = new Dictionary<string, Func<RunReport, string>>
    {
        [".md"] = MarkdownReport.Of,
        [".html"] = HtmlReport.Of,
        [".json"] = JsonReport.Of,
        [".xml"] = JUnitReport.Of,
    };

    /// <summary>
    /// Writes the form that the path's end names (.md, .html, .json, .xml), or all four: <c>contract.*</c> in a folder
    /// (one that exists, or a path that ends in a slash), else the path with each end. Gives the paths written.
    /// </summary>
    public static IReadOnlyList<string> Write(string? path, RunReport report)
    {
        if (path is null) return [];

        var isOne = Writers.ContainsKey(Path.GetExtension(path));
        var start = Directory.Exists(path) || Path.EndsInDirectorySeparator(path) ? Path.Combine(path, "contract") : path;
        var files = isOne ? [path] : Writers.Keys.Select(end => start + end).ToList();
        foreach (var file in files)
        {
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
            File.WriteAllText(file, Writers[Path.GetExtension(file)](report));
        }

        return files;
    }
}
