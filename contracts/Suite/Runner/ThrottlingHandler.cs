namespace Scopix.Contracts.Runner;

/// <summary>
/// Skips the test instead of sending a request that <see cref="RequestBudget"/> refuses. Sends one request at a time to a live
/// target, and waits as a 429 says, at most five times; a 429 that asks for more than a minute is returned.
/// </summary>
public sealed class ThrottlingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly SemaphoreSlim RequestSlot = new(1);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (RequestBudget.GetRefusalReason(request.Method, request.RequestUri!.AbsolutePath) is { } reason) Target.Skip(reason);
        RequestBudget.AddUsage(request.Content);
        if (!Target.IsAnyLive) return await base.SendAsync(request, cancellationToken);

        await RequestSlot.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                if (RequestBudget.GetRefusalReason(request.Method, request.RequestUri.AbsolutePath) is { } refusal) Target.Skip(refusal);
                var response = await base.SendAsync(request, cancellationToken);
                if (response.StatusCode != HttpStatusCode.TooManyRequests || attempt > 5) return response;

                var wait = response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(attempt);
                if (wait > TimeSpan.FromMinutes(1)) return response;
                await Task.Delay(wait, cancellationToken);
                response.Dispose();
                RequestBudget.AddUsage(request.Content);
            }
        }
        finally
        {
            RequestSlot.Release();
        }
    }
}
