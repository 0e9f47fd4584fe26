using System.Text.Json;

namespace Scopix.Emulator.Tests.RequestFiles;

/// <summary>The variables of the requests: addresses and keys.</summary>
internal static class RequestVariables
{
    public const string Address = "http://127.0.0.1:8340";

    /// <summary>Their values for an emulator.</summary>
    public static (string Name, string Value)[] Emulator { get; } =
    [
        ("baseUrl", Address),
        ("apiKey", EmulatorOptions.DefaultApiKey),
        ("wsUrl", Address.Replace("http", "ws", StringComparison.Ordinal)),
        ("llamaUrl", Address),
        ("llamaKey", "llx-emulator-local-development"),
    ];

    /// <summary>Their values for the live services; keys come from the environment.</summary>
    public static (string Name, string Value)[] Live { get; } =
    [
        ("baseUrl", "https://api.scopix.ai"),
        ("apiKey", "{{$processEnv SCOPIX_API_KEY}}"),
        ("wsUrl", "wss://api.scopix.ai"),
        ("llamaUrl", "https://api.cloud.llamaindex.ai"),
        ("llamaKey", "{{$processEnv LLAMA_CLOUD_API_KEY}}"),
    ];

    /// <summary>The text of <c>http-client.env.json</c>.</summary>
    public static string WriteEnvironments()
    {
        var environments = new Dictionary<string, Dictionary<string, string>>
        {
            ["emulator"] = Emulator.ToDictionary(one => one.Name, one => one.Value),
            ["live"] = Live.ToDictionary(one => one.Name, one => one.Value),
        };
        return JsonSerializer.Serialize(environments, RequestCatalogue.Indented) + "\n";
    }
}
