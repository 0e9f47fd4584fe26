using Scopix.Emulator.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedEmulator))]

namespace Scopix.Emulator.Tests;

/// <summary>
/// One emulator for all tests that need only a tenant of their own; it starts with the first of these tests and ends with the run.
/// </summary>
public sealed class SharedEmulator : IAsyncDisposable
{
    private static readonly Lazy<Task<TestApi>> Shared = new(() => TestApi.StartAsync(key: null));

    private static int _tenantCount;

    /// <summary>Creates a client for a tenant that no other test uses.</summary>
    internal static async Task<TestApi> OpenTenantAsync(string prefix) => (await Shared.Value)
        .WithKey($"{prefix}Shared{Interlocked.Increment(ref _tenantCount):00000}0123456789abcdef");

    public async ValueTask DisposeAsync()
    {
        if (Shared.IsValueCreated) await (await Shared.Value).DisposeAsync();
    }
}
