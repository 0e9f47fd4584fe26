using System.Reflection;
using Scopix.Contracts.Runner;
using Xunit;
using Xunit.Runner.Common;
using Xunit.Sdk;
using Xunit.v3;

namespace Scopix.ContractMutations;

/// <summary>
/// Runs cases of the contract suite in this process, repeatedly and in parallel; each run uses its own emulators.
/// </summary>
public sealed class SuiteRunner
{
    /// <summary>How long a run may take; what is not run by then is cut short.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(2);

    private static readonly Assembly Suite = typeof(Target).Assembly;
    private readonly XunitTestAssembly _assembly = new(Suite, configFilePath: null, version: Suite.GetName().Version);
    private readonly Dictionary<string, IXunitTestCase> _cases = [];

    /// <summary>Every case by its id.</summary>
    public IReadOnlyDictionary<string, IXunitTestCase> Cases => _cases;

    /// <summary>A case's name, e.g. <c>FilesContract.An_unknown_file_is_404</c>.</summary>
    public string NameOf(string id) => _cases.TryGetValue(id, out var @case)
        ? @case.TestCaseDisplayName.Replace("Scopix.Contracts.", "", StringComparison.Ordinal) : "(a fixture)";

    /// <summary>Finds all cases.</summary>
    public static async Task<SuiteRunner> DiscoverAsync()
    {
        TestContext.SetForInitialization(null, false, false);
        var runner = new SuiteRunner();
        var options = TestFrameworkOptions.ForDiscovery(new TestAssemblyConfiguration { PreEnumerateTheories = true });
        await new XunitTestFrameworkDiscoverer(runner._assembly, null).Find(
            found =>
            {
                if (found is IXunitTestCase @case) runner._cases[@case.UniqueID] = @case;
                return new(true);
            },
            options, null, null);
        return runner;
    }

    /// <summary>Runs the cases of these ids, <paramref name="parallelism"/> at a time, until one fails.</summary>
    public async Task<Outcome> RunAsync(IEnumerable<string> ids, int parallelism, bool untilFailure = true)
    {
        TestContext.SetForInitialization(null, false, false);
        using var watch = new TestMessageSink(untilFailure);
        using var deadline = new CancellationTokenSource(MaxDuration);
        using var cutting = deadline.Token.Register(watch.Cancellation.Cancel);
        var options = TestFrameworkOptions.ForExecution(new TestAssemblyConfiguration
        {
            MaxParallelThreads = parallelism,
            ParallelAlgorithm = ParallelAlgorithm.Aggressive,
            StopOnFail = untilFailure,
        });
        var cases = ids.Select(id => _cases[id]).ToList();
        await new XunitTestFrameworkExecutor(_assembly).RunTestCases(cases, watch, options, watch.Cancellation.Token);
        return watch.Outcome with { IsCutShort = deadline.IsCancellationRequested };
    }

    private sealed class TestMessageSink(bool untilFailure) : IMessageSink, IDisposable
    {
        private readonly Lock _gate = new();
        private int _passed;
        private (string, string)? _failure;

        public CancellationTokenSource Cancellation { get; } = new();

        public Outcome Outcome => new(_passed, _failure);

        public bool OnMessage(IMessageSinkMessage message)
        {
            if (message is ITestPassed) Interlocked.Increment(ref _passed);
            if (message is ITestFailed failed) Fail(failed.TestCaseUniqueID, failed);
            if (message is ITestCleanupFailure or ITestAssemblyCleanupFailure or ITestCaseCleanupFailure) Fail("", (IErrorMetadata)message);
            return !(untilFailure && _failure is not null);
        }

        public void Dispose() => Cancellation.Dispose();

        private void Fail(string test, IErrorMetadata error)
        {
            lock (_gate)
            {
                if (_failure is not null) return;
                _failure = (test, string.Join(" ", error.Messages).ReplaceLineEndings(" "));
            }

            if (untilFailure) Cancellation.Cancel();
        }
    }
}
