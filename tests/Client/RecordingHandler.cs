using System.Collections.Concurrent;

namespace Scopix.Emulator.Tests.Client;

/// <summary>Records the operation of each response, and each request.</summary>
internal sealed class RecordingHandler() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    public ConcurrentQueue<SentRequest> Requests { get; } = new();

    public IEnumerable<string> Operations => Requests.Select(sent => sent.Operation).OfType<string>();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (url, key, method) = (request.RequestUri!, request.Headers.Authorization?.ToString(), request.Method.Method);
        var idempotency = request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null;
        var response = await base.SendAsync(request, cancellationToken);
        var operation = response.Headers.TryGetValues("X-Emulator-Operation", out var names) ? names.Single() : null;
        Requests.Enqueue(new SentRequest(method, url, key, idempotency, operation, (int)response.StatusCode));
        return response;
    }
}
