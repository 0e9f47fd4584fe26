using System.CommandLine;

namespace Scopix.Emulator.Tool.Pull;

internal static class PullVerb
{
    private const int MaxParallel = 32;

    /// <summary>Creates the verb.</summary>
    /// <param name="printProblems">Prints the problems of a command line and returns the exit code.</param>
    public static Command Create(Func<IEnumerable<string>, int> printProblems)
    {
        var definition = new PullDefinition();
        var verb = new Command(
            "pull", "Copy your own files from the live service into an emulator or a snapshot file. The service is only read.");
        foreach (var option in definition.All) verb.Options.Add(option);
        verb.SetAction((parsed, _) =>
        {
            var values = new PullValues(parsed, definition);
            var problems = FindProblems(values).ToArray();
            return problems.Length > 0 ? Task.FromResult(printProblems(problems)) : RunAsync(printProblems, values);
        });
        return verb;
    }

    private static IEnumerable<string> FindProblems(PullValues values)
    {
        if (values.From is null == values.LlamaFrom is null) yield return "Give the source: either --from or --llama-from.";
        else if (values.Source is null) yield return $"{values.SourceOption} must be an http or https address.";
        if (string.IsNullOrEmpty(values.SourceKey))
            yield return $"The key of the source is required. Set {values.SourceKeyVariable}, or send it to the standard input with "
                + "--api-key -.";
        if (!values.IsDryRun && values.To is null == values.Save is null) yield return "Give the target: either --to or --save.";
        if (values.To is not null && values.Target is null) yield return "--to must be an http or https address.";
        if (values.Target is { } target && !values.AllowInsecure && target is { Scheme: "http", IsLoopback: false })
            yield return $"The files would be sent unencrypted to {target.Host}. Use https, or add --insecure.";
        if (values.Save is { } file && File.Exists(file)) yield return $"--save {file} exists. Delete it, or give another name.";
        if (values.Limit < 1) yield return "--limit must be 1 or more.";
        if (values.SinceText is not null && values.Since is null)
            yield return "--since must be a date or a time, e.g. 2026-01-31 or 2026-01-31T12:00:00Z.";
        if (values.IsLlamaCloud && (values.Folders.Length > 0 || values.Tags.Length > 0))
            yield return "--folder and --tag select files of --from; LlamaCloud's files have neither.";
        if (values.Parallel is < 1 or > MaxParallel) yield return $"--parallel must be between 1 and {MaxParallel}.";
        if (values is { Source: { } source, Target: { } same } && IsSamePlace(source, same) && values.SourceKey == values.TargetKey)
            yield return "The source and the target are the same tenant. Give another address or another --to-key.";
    }

    private static bool IsSamePlace(Uri source, Uri target) => source.Port == target.Port
        && (source.Host.Equals(target.Host, StringComparison.OrdinalIgnoreCase) || (source.IsLoopback && target.IsLoopback));

    private static async Task<int> RunAsync(Func<IEnumerable<string>, int> printProblems, PullValues values)
    {
        try
        {
            return await PullRunner.RunFromConsoleAsync(values.ToOptions());
        }
        catch (ArgumentException wrong)
        {
            return printProblems([wrong.Message.Replace("set AllowInsecureTransport", "add --insecure", StringComparison.Ordinal)]);
        }
    }
}
