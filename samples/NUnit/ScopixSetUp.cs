using NUnit.Framework;
using Scopix.Emulator;

[assembly: Parallelizable(ParallelScope.All)]
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]

namespace PhotoLibraries;

/// <summary>One emulator for all tests of the namespace; each test has its own tenant, so the tests run in parallel.</summary>
[SetUpFixture]
public sealed class ScopixSetUp
{
    private static ScopixEmulator? _scopix;

    /// <summary>Creates a tenant for the test that runs. The log of its requests is in the output of that test.</summary>
    public static Tenant NewTenant() => _scopix!.NewTenant(logTo: TestContext.Out.WriteLine);

    [OneTimeSetUp]
    public async Task StartAsync() => _scopix = await ScopixEmulator.StartAsync(options => options with { Log = LogMode.Requests });

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_scopix is not null) await _scopix.DisposeAsync();
    }
}
