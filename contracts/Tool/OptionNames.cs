namespace Scopix.Contracts.Tool;

/// <summary>Names options where the suite names environment variables.</summary>
internal static class OptionNames
{
    private static readonly (string Variable, string Option)[] Names =
    [
        ("set SCOPIX_CONTRACT_WRITE=1", "use --write"), ("set SCOPIX_CONTRACT_SLOW=1", "use --slow"),
        ("SCOPIX_OTHER_API_KEY", "--other-api-key"), ("LLAMA_CLOUD_BASE_URL and LLAMA_CLOUD_API_KEY", "--llama-url and --llama-api-key"),
        ("SCOPIX_CONTRACT_MAX_REQUESTS", "--max-requests"), ("SCOPIX_CONTRACT_MAX_BYTES", "--max-bytes"),
        ("SCOPIX_CONTRACT_MAX_SECONDS", "--max-seconds"),
    ];

    public static string Replace(string text) =>
        Names.Aggregate(text, (current, name) => current.Replace(name.Variable, name.Option, StringComparison.Ordinal));
}
