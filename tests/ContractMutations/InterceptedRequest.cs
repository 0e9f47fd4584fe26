
namespace Scopix.ContractMutations;

/// <summary>
/// An intercepted request of a test. <paramref name="Operation"/> is the operation's id; for a request to storage, the id of the
/// operation whose response contained the URL. <paramref name="Ordinal"/> counts the test's requests to the operation from 0.
/// </summary>
public sealed record InterceptedRequest(
    string Operation, bool IsStorage, string Test, int Ordinal, HttpRequestMessage Request,
    Contracts.Runner.HttpTransport.SendRequest SendOn)
{
    /// <summary>The URL with its query.</summary>
    public string Url => Request.RequestUri!.AbsoluteUri;

    /// <summary>The API key, or null.</summary>
    public string? Key => Request.Headers.Authorization?.Parameter;

    /// <summary>Sends the request, or another request instead.</summary>
    public async Task<RecordedResponse> SendAsync(
        HttpRequestMessage? instead = null) => await RecordedResponse.FromResponseAsync(await SendOn(instead ?? Request));

    /// <summary>Creates a copy of the request, optionally with another URL or content, without an <c>Expect</c> header.</summary>
    public HttpRequestMessage CreateCopy(Uri? url = null, HttpContent? content = null)
    {
        var again = new HttpRequestMessage(Request.Method, url ?? Request.RequestUri) { Content = content ?? Request.Content };
        foreach (var (name, values) in Request.Headers.Where(h => h.Key != "Expect")) again.Headers.TryAddWithoutValidation(name, values);
        return again;
    }
}
