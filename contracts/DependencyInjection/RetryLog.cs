using Microsoft.Extensions.Logging;

namespace Scopix.Client;

/// <summary>Logs retries. The message of a <see cref="ScopixException"/> contains no key and no signature.</summary>
internal sealed partial class RetryLog(ILogger logger)
{
    public void Write(RetryAttempt retry) =>
        LogRetry(retry.Operation, retry.Attempt, retry.Exception.Message, retry.Delay.TotalSeconds);

    [LoggerMessage(1, LogLevel.Warning, "{Operation}: attempt {Attempt} failed: {Reason} The next one is in {Delay:0.0} s.")]
    private partial void LogRetry(string operation, int attempt, string reason, double delay);
}
