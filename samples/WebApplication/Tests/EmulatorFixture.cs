using Scopix.Emulator;
using Xunit;

namespace Reports;

/// <summary>One emulator for all tests.</summary>
public sealed class EmulatorFixture : IAsyncLifetime
{
    private ScopixEmulator? _emulator;

    public Tenant NewTenant() => _emulator!.NewTenant(logTo: TestContext.Current.TestOutputHelper!.WriteLine);

    public async ValueTask InitializeAsync() =>
        _emulator = await ScopixEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_emulator is not null) await _emulator.DisposeAsync();
    }
}
