namespace Scopix.Emulator.Control.Logging;

/// <summary>Says every two real seconds how far a long piece of work is; work that is shorter says nothing.</summary>
/// <param name="time">The machine's time: a tenant's clock may stand still.</param>
/// <param name="what">The work, as the beginning of a sentence: <c>Loading the dataset scale</c>.</param>
internal sealed class LoadingProgress(ILogger log, string what, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly EventId ProgressEvent = new(3, "Progress");

    private readonly long _start = time.GetTimestamp();
    private long _last = time.GetTimestamp();
    private bool _isLong;

    /// <summary>Called often; the text is only made when it is due.</summary>
    public void Report<T>(T done, Func<T, string> describe)
    {
        if (time.GetElapsedTime(_last) < Interval || !log.IsEnabled(LogLevel.Information)) return;
        (_last, _isLong) = (time.GetTimestamp(), true);
        Write($"{what}: {describe(done)} after {time.GetElapsedTime(_start).TotalSeconds:0} s");
    }

    /// <summary>Says that the work is done, when it has said before that it is not.</summary>
    public void End(string result)
    {
        if (_isLong) Write($"{what}: {result} after {time.GetElapsedTime(_start).TotalSeconds:0} s");
    }

    private void Write(string text) => log.Log(LogLevel.Information, ProgressEvent, text, null, static (text, _) => text);
}
