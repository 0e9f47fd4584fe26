using Xunit;

namespace Scopix.Emulator.Tests;

/// <summary>
/// Tests that take ten seconds and more, since they run the whole contract suite as a process. They run where every program is installed,
/// as in CI, so that a newcomer's first run stays short.
/// </summary>
internal static class SlowTests
{
    /// <summary>Skips the running test elsewhere.</summary>
    public static void SkipUnlessEverythingRuns() => Assert.SkipUnless(
        Environment.GetEnvironmentVariable(ExternalPrograms.RequiredVariable) == "1",
        $"takes long: set {ExternalPrograms.RequiredVariable} to 1 to run it");
}
