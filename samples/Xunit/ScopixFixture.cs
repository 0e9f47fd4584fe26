using Scopix.Emulator;
using Xunit;

[assembly: AssemblyFixture(typeof(PhotoLibraries.ScopixFixture))]

namespace PhotoLibraries;

/// <summary>One emulator for all tests; each test class takes a tenant of it, and they run side by side.</summary>
public sealed class ScopixFixture : IAsyncLifetime
{
    private ScopixEmulator? _scopix;

    /// <summary>A tenant that no other test has.</summary>
    public Tenant NewTenant() => _scopix!.NewTenant();

    public async ValueTask InitializeAsync() => _scopix = await ScopixEmulator.StartAsync();

    public async ValueTask DisposeAsync() => await _scopix!.DisposeAsync();
}
