using Scopix.Contracts.Checks.Comparing;

namespace Scopix.Emulator.Proxy.Shadow;

/// <summary>An account of the service and its counterpart in the emulator.</summary>
/// <param name="Key">The key of the emulator's tenant.</param>
internal sealed record ShadowAccount(string Key)
{
    public ValueMap Map { get; } = new();

    /// <summary>The key for a number of <see cref="AccountNumbers"/> and the API of an operation.</summary>
    public static string CreateKey(int number, bool isLlamaCloud) =>
        isLlamaCloud ? $"llx-shadow-of-account-{number}" : $"scopix_Shadow00{number:D8}ofanaccount";
}
