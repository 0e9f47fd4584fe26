namespace Scopix.Emulator.Tool.Background;

/// <summary>The variables for clients, as commands of a shell.</summary>
internal static class ShellVariables
{
    /// <summary>Every key of this form has its own tenant.</summary>
    private const string LlamaCloudKey = "llx-emulator-local-development";

    public static readonly string[] Shells = ["bash", "zsh", "fish", "powershell", "cmd"];

    public static string DefaultShell => OperatingSystem.IsWindows() ? "powershell" : "bash";

    public static string Format(BackgroundState state, string shell) => string.Join('\n', new (string Name, string Value)[]
    {
        ("SCOPIX_BASE_URL", $"{state.Address}/api/v2"),
        ("SCOPIX_API_KEY", state.ApiKey),
        ("LLAMA_CLOUD_BASE_URL", state.Address!),
        ("LLAMA_CLOUD_API_KEY", LlamaCloudKey),
    }.Select(variable => FormatOne(variable.Name, variable.Value, shell)));

    /// <summary>Quoted: an address of IPv6 has brackets, which shells take for a pattern.</summary>
    private static string FormatOne(string name, string value, string shell) => shell switch
    {
        "fish" => $"set -gx {name} '{value}'",
        "powershell" => $"$env:{name} = '{value}'",
        "cmd" => $"set \"{name}={value}\"",
        _ => $"export {name}='{value}'",
    };
}
