using System.Net;

namespace Scopix.Emulator;

/// <summary>
/// Follows one redirect of a GET or HEAD request, without the key, as clients do. HttpClient does not do so for an emulator in
/// memory.
/// </summary>
internal sealed class RedirectHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Redirect || response.Headers.Location is not { } location
            || (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)) return response;
        response.Dispose();
        var next = new HttpRequestMessage(request.Method, new Uri(request.RequestUri!, location));
        foreach (var (name, values) in request.Headers)
            if (name != "Authorization") next.Headers.TryAddWithoutValidation(name, values);
        return await base.SendAsync(next, cancellationToken);
    }
}
