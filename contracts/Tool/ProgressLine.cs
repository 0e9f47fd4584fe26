namespace Scopix.Contracts.Tool;

/// <summary>One line on the error output that is written again and again, on a terminal alone.</summary>
internal sealed class ProgressLine(int caseCount) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private readonly Lock _lock = new();
    private long _shownAt;
    private int _width;

    /// <summary>Shows how many cases are done, with the operations, claims and causes so far.</summary>
    public void Show(int done)
    {
        if (!_isTerminal) return;
        lock (_lock)
        {
            if (done < caseCount && _shownAt != 0 && TimeProvider.System.GetElapsedTime(_shownAt) < Interval) return;
            _shownAt = TimeProvider.System.GetTimestamp();
            Write(string.Create(CultureInfo.InvariantCulture, $"{done} of {caseCount} cases · {ContractRun.OperationCount} of "
                + $"{Operation.All.Count} operations · {ContractRun.HeldCount:N0} claims held · {ContractRun.Causes.Count} causes"));
        }
    }

    /// <summary>Removes the line.</summary>
    public void Dispose()
    {
        if (_isTerminal && _width > 0) Write("");
        _width = 0;
    }

    private void Write(string text)
    {
        Console.Error.Write('\r' + text.PadRight(_width) + (text.Length == 0 ? "\r" : ""));
        _width = text.Length;
    }
}
