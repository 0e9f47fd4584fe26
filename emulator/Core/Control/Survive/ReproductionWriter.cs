using Scopix.Emulator.Control.Coverage;
using Scopix.Emulator.Control.Journal;

namespace Scopix.Emulator.Control.Survive;

/// <summary>Writes the smallest way to see a result again.</summary>
internal static class ReproductionWriter
{
    private const int MaxRequests = 20;

    /// <param name="origin">The address of the emulator in the commands.</param>
    /// <param name="vendor">Whose tenant it is, which decides the variable with its key.</param>
    public static Reproduction Write(VerdictRequest request, IReadOnlyList<JournalEntry> entries, Uri origin, Vendor vendor) => new(
        [.. ListSetup(request.Experiment, origin, vendor == Vendor.LlamaCloud ? "$LLAMA_CLOUD_API_KEY" : "$SCOPIX_API_KEY")],
        [.. ListRequests(entries)],
        request.Command is { } command ? Redaction.Redact(command) : null);

    private static IEnumerable<string> ListSetup(Experiment experiment, Uri origin, string key)
    {
        foreach (var fault in experiment.Faults)
        {
            var node = JsonSerializer.SerializeToNode(fault, ControlJsonContext.Shared.Fault)!.AsObject();
            foreach (var name in node.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList()) node.Remove(name);
            yield return FormatCurl(key, new Uri(origin, "/_emulator/faults"), node.ToJsonString());
        }
        if (experiment.ClockSeconds is { } seconds)
            yield return FormatCurl(key, new Uri(origin, "/_emulator/clock/advance"), $$"""{"seconds":{{seconds}}}""");
    }

    private static string FormatCurl(string key, Uri address, string json) =>
        $"curl -sf -H \"Authorization: Bearer {key}\" -H 'Content-Type: application/json' "
        + $"-d '{json.Replace("'", "'\\''", StringComparison.Ordinal)}' {address}";

    /// <summary>The requests around the first on which the fault acted; the first ones when it did not act.</summary>
    private static IEnumerable<string> ListRequests(IReadOnlyList<JournalEntry> entries)
    {
        var ordered = entries.OrderBy(entry => entry.StartTimestamp).ToList();
        var met = ordered.FindIndex(entry => entry.Fault is not null);
        return JoinRepetitions(ordered.Skip(Math.Max(0, met - 5)).Select(Describe)).Take(MaxRequests);
    }

    /// <summary>Equal lines in a row become one with their number.</summary>
    private static IEnumerable<string> JoinRepetitions(IEnumerable<string> lines)
    {
        var (last, count) = ("", 0);
        foreach (var line in lines)
        {
            if (line != last && count > 0) yield return Format();
            (last, count) = (line, line == last ? count + 1 : 1);
        }
        if (count > 0) yield return Format();

        string Format() => count == 1 ? last : $"{last}, {count} times";
    }

    private static string Describe(JournalEntry entry) =>
        $"{entry.Method} {Redaction.Redact(entry.Path)} ({OperationResolver.Resolve(entry) ?? "no operation"}): "
        + (entry.Status?.ToString(CultureInfo.InvariantCulture) ?? "no answer") + (entry.Fault is null ? "" : " (fault)");
}
