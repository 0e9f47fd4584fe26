using Scopix.Emulator;
using EmulatorInProcess = Scopix.Emulator.ScopixEmulator;

namespace Scopix.Contracts.Runner;

/// <summary>
/// The emulators in this process: the default one, and others with options that some tests need. Each starts on first use.
/// </summary>
internal sealed class ConfiguredEmulators : IAsyncDisposable
{
    private readonly Lazy<Task<EmulatorInProcess>> _default = Start(new() { Previews = false });
    private readonly Lazy<Task<EmulatorInProcess>> _withPreviews = Start(new() { Previews = true });
    private readonly Lazy<Task<EmulatorInProcess>> _withLimits = Start(new() { Previews = false, EnforceLimits = true, Tier = Tier.Free });
    private readonly Lazy<Task<EmulatorInProcess>> _withSmallExports = Start(new() { Previews = false, ExportRecords = 2 });

    /// <summary>Makes no previews, which would take longer than the rest of a run, and enforces no limits.</summary>
    public Task<EmulatorAddress> Default => GetAddressAsync(_default);

    /// <summary>Makes previews.</summary>
    public Task<EmulatorAddress> WithPreviews => GetAddressAsync(_withPreviews);

    /// <summary>Enforces the limits of the plan, which is the smallest one unless a key has another.</summary>
    public Task<EmulatorAddress> WithLimits => GetAddressAsync(_withLimits);

    /// <summary>Exports at most two records of the history.</summary>
    public Task<EmulatorAddress> WithSmallExports => GetAddressAsync(_withSmallExports);

    public async ValueTask DisposeAsync()
    {
        foreach (var emulator in new[] { _default, _withPreviews, _withLimits, _withSmallExports }.Where(e => e.IsValueCreated))
            await (await emulator.Value).DisposeAsync();
    }

    private static async Task<EmulatorAddress> GetAddressAsync(Lazy<Task<EmulatorInProcess>> emulator) =>
        new((await emulator.Value).BaseAddress, (await emulator.Value).ApiKey);

    private static Lazy<Task<EmulatorInProcess>> Start(EmulatorOptions options) =>
        new(() => EmulatorInProcess.StartAsync(options with { Port = 0 }));
}
