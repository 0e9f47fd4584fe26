namespace Scopix.Contracts.Runner;

/// <summary>The command always has a target: it contains no emulator.</summary>
internal sealed class ConfiguredEmulators : IAsyncDisposable
{
    private readonly Task<EmulatorAddress> _none =
        Task.FromException<EmulatorAddress>(new InvalidOperationException("scopix-contracts contains no emulator"));

    public Task<EmulatorAddress> Default => _none;

    public Task<EmulatorAddress> WithPreviews => _none;

    public Task<EmulatorAddress> WithLimits => _none;

    public Task<EmulatorAddress> WithSmallExports => _none;

    public ValueTask DisposeAsync() => default;
}
