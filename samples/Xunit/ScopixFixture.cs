using Scopix.Emulator;
using Xunit;

[assembly: AssemblyFixture(typeof(PhotoLibraries.ScopixFixture))]

namespace PhotoLibraries;

/// <summary>One emulator for all tests; each test has its own tenant, so the tests run in parallel.</summary>
public sealed class ScopixFixture : IAsyncLifetime
{
    private ScopixEmulator? _scopix;

    /// <summary>Creates a tenant for one test.</summary>
    public Tenant NewTenant() => _scopix!.NewTenant();

    public async ValueTask InitializeAsync() => _scopix = await ScopixEmulator.StartAsync();

    public async ValueTask DisposeAsync() => await _scopix!.DisposeAsync();
}
