using System.CommandLine;
using System.CommandLine.Parsing;
using Scopix.Emulator.Tool;

namespace Scopix.Contracts.Tool;

/// <summary>The command line of <c>scopix-contracts</c>. Each option sets the environment variable that the suite reads.</summary>
internal static class ContractsCommand
{
    private const int UsageError = 2;

    /// <summary>The environment variable of each option.</summary>
    private static readonly Dictionary<string, string> Variables = [];

    private static readonly Option<string?> Url = CreateValue("--url", "URL", "SCOPIX_BASE_URL", "The address of the API.");
    private static readonly Option<string?> LlamaUrl = CreateValue("--llama-url", "URL", "LLAMA_CLOUD_BASE_URL",
        "The address of LlamaCloud's API. Without it, its contracts are skipped.");
    private static readonly Option<string?> ApiKey = CreateKey("--api-key", "SCOPIX_API_KEY", "The API key.");
    private static readonly Option<string?> LlamaKey = CreateKey("--llama-api-key", "LLAMA_CLOUD_API_KEY", "The key for LlamaCloud.");

    private static readonly Option<bool> Settle = CreateSwitch("--settle", "SCOPIX_CONTRACT_SETTLE",
        "Run only cases that settle assumptions, those that settle the most first, and print each decision's outcome.");

    private static readonly Option<string?>[] Values =
    [
        Url, ApiKey,
        CreateKey("--other-api-key", "SCOPIX_OTHER_API_KEY", "A key of another tenant, for the cases that need one."),
        LlamaUrl, LlamaKey,
        CreateValue("--report", "PATH", "SCOPIX_CONTRACT_REPORT",
            "Write the report: all forms into a folder, or one form into a file that ends in .md, .html, .json or .xml."),
        CreateValue("--baseline", "FILE", "SCOPIX_CONTRACT_BASELINE", "Compare the run with the JSON report of an earlier one."),
        CreateValue("--record", "FOLDER", "SCOPIX_CONTRACT_RECORD", "Keep the forms of the responses, without values."),
        CreateLimit("--max-requests", "SCOPIX_CONTRACT_MAX_REQUESTS", "Send at most N requests (default 20,000)."),
        CreateLimit("--max-bytes", "SCOPIX_CONTRACT_MAX_BYTES", "Send and receive at most N bytes (default 2,000,000,000)."),
        CreateLimit("--max-seconds", "SCOPIX_CONTRACT_MAX_SECONDS", "Take at most N seconds (default 7,200)."),
    ];

    private static readonly Option<bool>[] Switches =
    [
        CreateSwitch("--write", "SCOPIX_CONTRACT_WRITE", "Allow requests that write; what they create is removed at the end."),
        CreateSwitch("--slow", "SCOPIX_CONTRACT_SLOW", "Wait for real expiries and send files of 100 MB."),
        Settle,
        CreateSwitch("--strict", "SCOPIX_CONTRACT_STRICT", "Fail for a refuted assumption too."),
    ];

    private static readonly Option<string[]> Operations = new("--operation")
    {
        Description = "Run the cases of these operations alone: an id such as files.get, or a family such as files.*; may be repeated.",
        HelpName = "ID",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>Runs the command: 0 when the target holds, 1 when it does not, 2 for wrong usage, 4 for a wrong target.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand(
            "Compare a server with the contracts of the Scopix files API. Give keys as environment variables rather than as options, which "
            + "other users of the machine can see. The value - reads a line of the standard input.");
        foreach (var option in (Option[])[.. Values, .. Switches, Operations]) root.Options.Add(option);
        root.Validators.Add(RequireTarget);
        root.SetAction(parsed => RunAsync(parsed));
        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0) return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
        foreach (var message in parsed.Errors.Select(error => error.Message))
            await Console.Error.WriteLineAsync(message + SuggestFor(message, root));
        await Console.Error.WriteLineAsync("scopix-contracts --help shows all options.");
        return UsageError;
    }

    /// <summary>The parser quotes what it does not know.</summary>
    private static string SuggestFor(string message, RootCommand root) => message.Split('\'') is [_, var unknown, ..]
        ? Suggestion.Describe(unknown, root.Options.Select(option => option.Name)) : "";

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        foreach (var option in Values)
            if (parsed.GetValue(option) is { } value) Environment.SetEnvironmentVariable(Variables[option.Name], ReadValue(value));
        foreach (var option in Switches)
            if (parsed.GetValue(option)) Environment.SetEnvironmentVariable(Variables[option.Name], "1");
        return await SuiteRun.RunAsync(parsed.GetValue(Operations) ?? [], EnvironmentVariables.Read(Variables[Settle.Name]) is not null);
    }

    /// <summary>A dash stands for a line of the standard input.</summary>
    private static string ReadValue(string value) => value == "-" ? Console.In.ReadLine()?.Trim() ?? "" : value;

    private static void RequireTarget(CommandResult result)
    {
        foreach (var option in (Option<string?>[])[Url, ApiKey])
            if (!IsGiven(result, option)) result.AddError($"{option.Name} or {Variables[option.Name]} is required.");
        if (IsGiven(result, LlamaUrl) && !IsGiven(result, LlamaKey))
            result.AddError($"{LlamaKey.Name} or {Variables[LlamaKey.Name]} is required with {LlamaUrl.Name}.");
        foreach (var pattern in result.GetValue(Operations) ?? [])
            if (!Operation.All.Any(operation => OperationPattern.Matches(pattern, operation.Id)))
                result.AddError($"--operation {pattern} matches no operation; see contracts/operations.json for the ids.");
    }

    private static bool IsGiven(CommandResult result, Option<string?> option) =>
        result.GetResult(option) is not null || Environment.GetEnvironmentVariable(Variables[option.Name]) is { Length: > 0 };

    private static Option<string?> CreateKey(string name, string variable, string help) => CreateValue(name, "KEY", variable, help);

    private static Option<string?> CreateLimit(string name, string variable, string help)
    {
        var option = CreateValue(name, "N", variable, help);
        option.Validators.Add(result =>
        {
            if (!long.TryParse(result.GetValueOrDefault<string?>(), CultureInfo.InvariantCulture, out var limit) || limit <= 0)
                result.AddError($"{name} must be a positive whole number.");
        });
        return option;
    }

    private static Option<string?> CreateValue(string name, string form, string variable, string help)
    {
        Variables[name] = variable;
        return new(name) { Description = $"{help} [{variable}]", HelpName = form };
    }

    private static Option<bool> CreateSwitch(string name, string variable, string help)
    {
        Variables[name] = variable;
        return new(name) { Description = $"{help} [{variable}=1]" };
    }
}
