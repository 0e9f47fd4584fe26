using System.Net;
using System.Text;

namespace Scopix.Emulator.Tests.Client;

/// <summary>A handler whose responses are set by the test.</summary>
internal sealed class StubHttpHandler(Func<HttpRequestMessage, int, HttpResponseMessage> respond) : HttpMessageHandler
{
    public int CallCount { get; private set; }

    public static HttpResponseMessage CreateJsonResponse(string body, int status = 200) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var response = respond(request, CallCount++);
        response.RequestMessage = request;
        return Task.FromResult(response);
    }
}
