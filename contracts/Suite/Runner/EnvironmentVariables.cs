namespace Scopix.Contracts.Runner;

/// <summary>The environment variables that configure the suite.</summary>
internal static class EnvironmentVariables
{
    /// <summary>The value of a variable; null when it is not set or empty.</summary>
    public static string? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
