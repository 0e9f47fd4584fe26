using System.CommandLine;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Tool.Seed;

internal static class SeedVerb
{
    private const int MaxParallel = 32;

    /// <summary>Creates the verb.</summary>
    /// <param name="printProblems">Prints the problems of a command line and returns the exit code.</param>
    public static Command Create(Func<IEnumerable<string>, int> printProblems)
    {
        var target = new Option<string>("--target")
        { Description = "Address of the service or of an emulator, with or without /api/v2", HelpName = "url", Required = true };
        var key = new Option<string?>("--api-key")
        { Description = "API key [default: the environment variable SCOPIX_API_KEY]", HelpName = "key" };
        var dataset = new Option<string>("--dataset")
        {
            Description = "Dataset to load: demo, inspection, real-estate, documents, edge, empty",
            HelpName = "name",
            Required = true,
        };
        var seed = new Option<long>("--seed")
        { Description = "Number that determines the content of the dataset", HelpName = "n", DefaultValueFactory = _ => 42 };
        var count = new Option<int?>("--count")
        { Description = "Number of files of the dataset scale, which this command cannot upload", HelpName = "n" };
        var locale = new Option<string?>("--locale")
        { Description = "Language of documents, names, folders and projects: en, de, es, ja [default: en]", HelpName = "en|de|es|ja" };
        var parallel = new Option<int>("--parallel")
        { Description = "Number of concurrent requests, 1 to 32", HelpName = "n", DefaultValueFactory = _ => 4 };
        var dryRun = new Option<bool>("--dry-run")
        { Description = "Change nothing; print what would be created or removed, and what it would cost" };
        var clean = new Option<bool>("--clean") { Description = "Remove the loaded dataset and nothing else" };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON" };
        var insecure = new Option<bool>("--insecure") { Description = "Allow sending the key over unencrypted http to another machine" };
        var verb = new Command("seed", "Load a dataset into the service or an emulator through the public API.")
            { target, key, dataset, seed, count, locale, parallel, dryRun, clean, json, insecure };
        verb.SetAction((parsed, _) =>
        {
            var apiKey = parsed.GetValue(key) ?? System.Environment.GetEnvironmentVariable("SCOPIX_API_KEY");
            var (name, url) =
                (parsed.GetValue(dataset)!, Uri.TryCreate(parsed.GetValue(target), UriKind.Absolute, out var address) ? address : null);
            var problems = FindProblems(url, apiKey, name, parsed.GetValue(count), parsed.GetValue(locale),
                parsed.GetValue(parallel)).ToArray();
            if (problems.Length > 0) return Task.FromResult(printProblems(problems));
            return RunAsync(printProblems, new RemoteSeedOptions(url!, apiKey!, name, parsed.GetValue(seed))
            {
                Locale = parsed.GetValue(locale),
                MaxParallel = parsed.GetValue(parallel),
                IsDryRun = parsed.GetValue(dryRun),
                RemoveLoaded = parsed.GetValue(clean),
                OutputJson = parsed.GetValue(json),
                AllowInsecure = parsed.GetValue(insecure),
            });
        });
        return verb;
    }

    private static IEnumerable<string> FindProblems(Uri? target, string? key, string dataset, int? count, string? locale, int parallel)
    {
        if (target is null || target.Scheme is not ("http" or "https")) yield return "--target must be an http or https address.";
        if (string.IsNullOrEmpty(key)) yield return "An API key is required. Set --api-key or SCOPIX_API_KEY.";
        if (DatasetCatalogue.FindProblem(dataset, count, locale) is var (field, issue)) yield return $"--{field} {issue}.";
        else if (dataset == "scale")
            yield return "--dataset scale cannot be uploaded, because its files have no bytes. "
                + "Start an emulator with it, or send POST /_emulator/seed.";
        if (parallel is < 1 or > MaxParallel) yield return $"--parallel must be between 1 and {MaxParallel}.";
    }

    private static async Task<int> RunAsync(Func<IEnumerable<string>, int> printProblems, RemoteSeedOptions options)
    {
        try
        {
            return await RemoteSeeder.RunFromConsoleAsync(options);
        }
        catch (ArgumentException wrong)
        {
            return printProblems([wrong.Message.Replace("set AllowInsecureTransport", "add --insecure", StringComparison.Ordinal)]);
        }
    }
}
