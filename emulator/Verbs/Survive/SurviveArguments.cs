using System.CommandLine;

namespace Scopix.Emulator.Tool.Survive;

/// <summary>The options of <c>survive</c>, and the command after them.</summary>
internal sealed class SurviveArguments
{
    private const int MaxParallel = 64;

    private readonly Argument<string[]> _command = new("command")
    { Description = "Program and arguments, after --", Arity = ArgumentArity.OneOrMore };

    private readonly Option<string?> _only = new("--only")
    {
        Description = "Operations with trouble, with commas: files.upload,storage.* [default: all that the command calls]",
        HelpName = "operations",
    };

    private readonly Option<string?> _faults = new("--faults")
    {
        Description = $"Categories of trouble, with commas: {string.Join(",", TroubleCategories.All)} [default: all]",
        HelpName = "categories",
    };

    private readonly Option<string?> _budget = new("--budget")
    { Description = "Time after which no experiment begins, e.g. 10m [default: none]", HelpName = "time" };

    private readonly Option<int> _parallel = new("--parallel")
    {
        Description = "Experiments at once; with more than 1 the command must not share ports or files",
        HelpName = "1-64",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<long> _seed = new("--seed")
    { Description = "Number that decides the order of equally important experiments", HelpName = "number", DefaultValueFactory = _ => 42 };

    private readonly Option<string?> _hangAfter = new("--hang-after")
    {
        Description = "Time after which the command has hung [default: 45s, or ten times the clean run if that is longer]",
        HelpName = "time",
    };

    private readonly Option<string> _report = new("--report")
    { Description = "Folder of the report", HelpName = "folder", DefaultValueFactory = _ => "survive-report" };

    private readonly Option<string?> _baseline = new("--baseline")
    { Description = "report.json of an earlier run, to say what is new [default: none]", HelpName = "file" };

    private readonly Option<string> _failOn = new("--fail-on")
    {
        Description = "Results that make the exit code 1: defects (all but survived and failed_legibly), new (those that the baseline does "
            + "not have), none, or verdicts with commas",
        HelpName = "results",
        DefaultValueFactory = _ => FailCondition.Default,
    };

    private readonly Option<bool> _resume = new("--resume")
    { Description = "Leave out the experiments that the folder of the report has results of" };

    private readonly Option<bool> _json = new("--json") { Description = "Print report.json and nothing else" };

    public void AddTo(Command verb)
    {
        verb.Arguments.Add(_command);
        Option[] options = [_only, _faults, _budget, _parallel, _seed, _hangAfter, _report, _baseline, _failOn, _resume, _json];
        foreach (var option in options) verb.Options.Add(option);
        _faults.CompletionSources.Add([.. TroubleCategories.All]);
        _failOn.CompletionSources.Add([.. FailCondition.Words]);
    }

    /// <summary>The options; valid only when no problem was added.</summary>
    public SurviveOptions Read(ParseResult parsed, List<string> problems)
    {
        var faults = Split(parsed.GetValue(_faults));
        foreach (var unknown in (faults ?? []).Where(category => !TroubleCategories.All.Contains(category)))
            problems.Add($"--faults must be some of {string.Join(", ", TroubleCategories.All)}, got '{unknown}'."
                + Suggestion.Describe(unknown, TroubleCategories.All));
        if (parsed.GetValue(_parallel) is < 1 or > MaxParallel) problems.Add($"--parallel must be a number from 1 to {MaxParallel}.");
        var failOn = FailCondition.Parse(parsed.GetValue(_failOn)!);
        if (failOn is null)
            problems.Add($"--fail-on must be {string.Join(", ", FailCondition.Words)}, or some of {string.Join(", ", Verdicts.All)}.");
        if (failOn is { OnlyNew: true } && parsed.GetValue(_baseline) is null) problems.Add("--fail-on new requires --baseline.");
        return new SurviveOptions
        {
            Command = parsed.GetValue(_command) ?? [],
            Only = Split(parsed.GetValue(_only)),
            Faults = faults,
            Budget = ReadTime("--budget", parsed.GetValue(_budget), problems),
            Parallel = parsed.GetValue(_parallel),
            Seed = parsed.GetValue(_seed),
            HangAfter = ReadTime("--hang-after", parsed.GetValue(_hangAfter), problems),
            Report = ReadFolder(parsed.GetValue(_report)!, problems),
            Baseline = ReadBaseline(parsed.GetValue(_baseline), problems),
            FailOn = failOn ?? new FailCondition([], false),
            Resumes = parsed.GetValue(_resume),
            IsJson = parsed.GetValue(_json),
        };
    }

    private static string[]? Split(string? text) =>
        text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static TimeSpan? ReadTime(string option, string? text, List<string> problems)
    {
        if (text is null) return null;
        var time = DurationText.Parse(text);
        if (time is null) problems.Add($"{option} must be a time such as 90s, 10m or 1h, at most a day.");
        return time;
    }

    private static string ReadFolder(string folder, List<string> problems)
    {
        try
        {
            return Path.GetFullPath(folder);
        }
        catch (ArgumentException)
        {
            problems.Add("--report must be the path of a folder.");
            return "";
        }
    }

    private static SurviveReport? ReadBaseline(string? file, List<string> problems)
    {
        if (file is null) return null;
        try
        {
            var report = JsonSerializer.Deserialize(File.ReadAllBytes(file), SurviveJsonContext.Shared.SurviveReport);
            if (report?.Experiments.All(result => result is not null) == true) return report;
            problems.Add($"--baseline {file} is no report of survive.");
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or ArgumentException)
        {
            problems.Add($"--baseline {file} cannot be read: {error.Message}");
            return null;
        }
    }
}
