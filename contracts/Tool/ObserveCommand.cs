using System.CommandLine;
using Scopix.Contracts.Checks.Observing;

namespace Scopix.Contracts.Tool;

/// <summary>The command <c>scopix-contracts observe</c>, for those who maintain the contracts.</summary>
internal static class ObserveCommand
{
    private const int UsageError = 2, NoRecordingOfService = 4;

    public static int Run(string[] args)
    {
        var recordings = new Argument<string>("recordings")
        { Description = "The folder of the recordings (--record of the proxy or the suite)." };
        var contracts = new Option<string>("--contracts")
        {
            Description = "The folder of the contracts.",
            HelpName = "FOLDER",
            DefaultValueFactory = _ => "contracts",
        };
        var root = new RootCommand("Merge recordings of the live service into the contracts.") { recordings, contracts };
        root.SetAction(parsed => Merge(parsed.GetValue(contracts)!, parsed.GetValue(recordings)!));
        var parsed = root.Parse(args);
        var exit = parsed.Invoke();
        return parsed.Errors.Count > 0 ? UsageError : exit;
    }

    private static int Merge(string contracts, string recordings)
    {
        try
        {
            var result = EvidenceMerge.Merge(contracts, recordings);
            foreach (var contradiction in result.Contradictions) Console.WriteLine($"contradicted: {contradiction}");
            foreach (var refutation in result.Refutations) Console.WriteLine($"{refutation.Decision} {refutation.Headline}");
            Console.WriteLine($"{result.Properties} properties, {result.Verbs} verbs and {result.Parameters} parameters that were assumed "
                + $"are observed now; {result.Recordings} recordings are new; {result.Contradictions.Count} contradictions");
            if (result.Properties + result.Verbs + result.Parameters > 0)
                Console.WriteLine("Read the change, then run make claims, make assumptions and make openapi");
            if (result.Refutations.Count > 0) Console.WriteLine(DescribeNextStep(result.Refutations));
            return result.Contradictions.Count + result.Refutations.Count == 0 ? 0 : 1;
        }
        catch (InvalidDataException error)
        {
            Console.Error.WriteLine($"scopix-contracts: {error.Message}");
            return NoRecordingOfService;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"scopix-contracts: {error.Message}");
            return 1;
        }
    }

    private static string DescribeNextStep(IReadOnlyList<Refutation> rows) => $"""
        {CountDecisions(rows, Refutation.Refuted)} decisions are refuted and {CountDecisions(rows, Refutation.PerhapsRefuted)} perhaps.
        Their rows are in contracts/refuted.json.
        For each row, change the schema, the row of operations.json or the decision of assumptions.json to what was recorded, then run
        make observe again: it removes the row. Until then it ends with exit code 1. make assumptions shows the rows on the page.
        """;

    private static int CountDecisions(IReadOnlyList<Refutation> rows, string outcome) =>
        rows.Where(row => row.Outcome == outcome).Select(row => row.Decision).Distinct().Count();
}
