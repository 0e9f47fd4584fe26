using System.Collections.Concurrent;
using Xunit.Sdk;

namespace Scopix.Contracts.Tool;

/// <summary>Counts the outcomes of the cases, and shows the progress on a terminal.</summary>
internal sealed class OutcomeSink(int caseCount) : IMessageSink, IDisposable
{
    private readonly ProgressLine _progress = new(caseCount);
    private int _passed;
    private int _failed;

    public int PassedCount => _passed;

    public int FailedCount => _failed;

    /// <summary>How many cases were skipped for each reason.</summary>
    public ConcurrentDictionary<string, int> Skipped { get; } = new();

    /// <summary>Errors outside of cases.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    public bool OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestPassed: Interlocked.Increment(ref _passed); break;
            case ITestFailed: Interlocked.Increment(ref _failed); break;
            case ITestSkipped skipped: Skipped.AddOrUpdate(skipped.Reason, 1, (_, count) => count + 1); break;
            case ITestAssemblyCleanupFailure or ITestClassCleanupFailure or ITestCleanupFailure or IErrorMessage:
                Interlocked.Increment(ref _failed);
                Errors.Enqueue(string.Join(" ", ((IErrorMetadata)message).Messages).ReplaceLineEndings(" "));
                break;
            default: return true;
        }
        _progress.Show(_passed + _failed + Skipped.Values.Sum());
        return true;
    }

    public void Dispose() => _progress.Dispose();
}
