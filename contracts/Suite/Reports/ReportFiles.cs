namespace Scopix.Contracts.Reports;

/// <summary>Writes a report in its formats.</summary>
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
    /// Writes the format of the path's extension (.md, .html, .json, .xml), or all four: as <c>contract.*</c> in a folder (one
    /// that exists, or a path that ends in a slash), else as the path with each extension. Returns the paths written.
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
