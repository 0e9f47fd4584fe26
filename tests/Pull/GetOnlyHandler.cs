using System.Collections.Concurrent;

namespace Scopix.Emulator.Tests.Pull;

/// <summary>Refuses everything but GET, and records the paths.</summary>
internal sealed class GetOnlyHandler() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
{
    public ConcurrentQueue<(string Path, int Status, DateTimeOffset Sent, DateTimeOffset Answered)> Requests { get; } = new();

    /// <summary>Called before each request.</summary>
    public Func<string, Task>? Before { get; init; }

    /// <summary>Changes JSON that the source answers, by its path.</summary>
    public Func<string, string, string>? Rewrite { get; init; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get || request.Content is not null)
            throw new InvalidOperationException($"The source must only be read, but this is {request.Method}.");
        var path = request.RequestUri!.PathAndQuery;
        if (Before is not null) await Before(path);
        var sent = TimeProvider.System.GetUtcNow();
        var response = await base.SendAsync(request, cancellationToken);
        if (Rewrite is not null && response.Content.Headers.ContentType?.MediaType == "application/json")
            response.Content = new StringContent(
                Rewrite(path, await response.Content.ReadAsStringAsync(cancellationToken)), null, "application/json");
        Requests.Enqueue((path, (int)response.StatusCode, sent, TimeProvider.System.GetUtcNow()));
        return response;
    }

    public int Count(string path) => Requests.Count(request => request.Path.Contains(path, StringComparison.Ordinal));
}
