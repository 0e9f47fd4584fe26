namespace Scopix.Emulator.Tool.Survive.Reports;

/// <summary>The results as a table: a row for each call, a column for each kind of trouble, by category.</summary>
internal sealed class ReportMatrix
{
    private readonly Dictionary<(string Call, string Kind), ExperimentResult> _results;

    public ReportMatrix(SurviveReport report)
    {
        _results = report.Experiments.ToDictionary(result => (result.Call, result.Kind));
        Calls = [.. report.Experiments.Select(result => result.Call).Distinct().Order(StringComparer.Ordinal)];
        Categories =
        [
            .. TroubleCategories.All.Select(category => (category, (string[])[.. report.Experiments
                .Where(result => result.Category == category).Select(result => result.Kind).Distinct().Order(StringComparer.Ordinal)]))
                .Where(category => category.Item2.Length > 0),
        ];
    }

    /// <summary>The rows, e.g. <c>files.upload#1</c>.</summary>
    public IReadOnlyList<string> Calls { get; }

    /// <summary>The columns.</summary>
    public IReadOnlyList<(string Category, string[] Kinds)> Categories { get; }

    /// <summary>Null when there was no such experiment.</summary>
    public ExperimentResult? Find(string call, string kind) => _results.GetValueOrDefault((call, kind));
}
