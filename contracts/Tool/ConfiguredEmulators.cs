namespace Scopix.Contracts.Runner;

/// <summary>The command always has a target: it contains no emulator.</summary>
internal sealed class ConfiguredEmulators : IAsyncDisposable
{
    public Task<EmulatorAddress> Default => throw CreateError();

    public Task<EmulatorAddress> WithPreviews => throw CreateError();

    public Task<EmulatorAddress> WithLimits => throw CreateError();

    public Task<EmulatorAddress> WithSmallExports => throw CreateError();

    public ValueTask DisposeAsync() => default;

    private static InvalidOperationException CreateError() => new("scopix-contracts has no emulator of its own");
}
