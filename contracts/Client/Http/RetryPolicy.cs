using System.Diagnostics;
using System.Security.Cryptography;

namespace Scopix.Client;

/// <summary>
/// Decides which failures are retried, and when: 429 always, since the service did nothing; 502, 503, 504, lost connections, damaged
/// responses and timeouts only when the request may be sent twice. Retry-After is obeyed up to a limit; otherwise the pause doubles, and
/// half of it is random.
/// </summary>
internal sealed class RetryPolicy(ScopixClientOptions options)
{
    private readonly Lock _lock = new();

    /// <param name="operation">The operation's id.</param>
    /// <param name="activity">The activity of the call, which gets an event for each retry.</param>
    /// <param name="repeatable">The request may be sent twice.</param>
    /// <param name="attemptAsync">Sends the request once.</param>
    /// <param name="cancel">Ends the attempts.</param>
    public async Task<T> ExecuteAsync<T>(
        string operation, Activity? activity, bool repeatable, Func<Task<T>> attemptAsync, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await attemptAsync();
            }
            catch (ScopixException exception) when (attempt <= options.MaxRetries && IsTransient(exception, repeatable)
                && GetDelay(exception, attempt) is { } pause)
            {
                await WaitAsync(new RetryAttempt(operation, attempt, pause, exception), activity, cancel);
            }
        }
    }

    /// <summary>Reports a retry, and waits until it is due.</summary>
    public Task WaitAsync(RetryAttempt retry, Activity? activity, CancellationToken cancel)
    {
        CallActivity.AddRetry(activity, retry);
        options.Retrying?.Invoke(retry);
        return Task.Delay(retry.Delay, options.TimeProvider, cancel);
    }

    private static bool IsTransient(ScopixException exception, bool repeatable) => exception switch
    {
        RateLimitException => true,
        ServerException or StorageException => repeatable && exception.Status is 502 or 503 or 504
            || exception is StorageException { Status: 500 } && repeatable,
        ScopixConnectionException => repeatable,
        ScopixTimeoutException => repeatable,
        UnexpectedResponseException { IsDamaged: true } => repeatable,
        _ => false,
    };

    public TimeSpan? GetDelay(ScopixException exception, int attempt)
    {
        if (exception.RetryAfter is { } requested) return requested <= options.MaxRetryAfter ? requested : null;
        var maxSeconds = Math.Min(options.RetryDelay.TotalSeconds * Math.Pow(2, attempt - 1), options.MaxRetryDelay.TotalSeconds);
        return TimeSpan.FromSeconds(maxSeconds * (0.5 + NextJitter() / 2));
    }

    private double NextJitter()
    {
        if (options.Jitter is null) return RandomNumberGenerator.GetInt32(1 << 20) / (double)(1 << 20);
        lock (_lock) return options.Jitter.NextDouble();
    }
}
