using Scopix.Emulator;
using Xunit;

[assembly: AssemblyFixture(typeof(PhotoLibraries.ScopixFixture))]

namespace PhotoLibraries;

/// <summary>One emulator for all tests; each test has its own tenant, so the tests run in parallel.</summary>
public sealed class ScopixFixture : IAsyncLifetime
{
    private ScopixEmulator? _scopix;

    /// <summary>Creates a tenant for the test that runs. The log of its requests is in the output of that test.</summary>
    public Tenant NewTenant() => _scopix!.NewTenant(logTo: TestContext.Current.TestOutputHelper!.WriteLine);

    public async ValueTask InitializeAsync() => _scopix = await ScopixEmulator.StartAsync(
        options => options with { Log = LogMode.Requests }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_scopix is not null) await _scopix.DisposeAsync();
    }
}
