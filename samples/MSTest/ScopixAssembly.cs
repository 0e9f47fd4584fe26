using Microsoft.VisualStudio.TestTools.UnitTesting;
using Scopix.Emulator;

[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]

namespace PhotoLibraries;

/// <summary>One emulator for all tests; each test has its own tenant, so the tests run in parallel.</summary>
[TestClass]
public static class ScopixAssembly
{
    private static ScopixEmulator? _scopix;

    /// <summary>Creates a tenant for a test. The log of its requests is in the output of that test.</summary>
    public static Tenant NewTenant(TestContext test) => _scopix!.NewTenant(logTo: test.WriteLine);

    [AssemblyInitialize]
    public static async Task StartAsync(TestContext test) => _scopix = await ScopixEmulator.StartAsync(
        options => options with { Log = LogMode.Requests }, test.CancellationToken);

    [AssemblyCleanup]
    public static async Task StopAsync()
    {
        if (_scopix is not null) await _scopix.DisposeAsync();
    }
}
