using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Scopix.ContractMutations;

/// <summary>What came back: status, headers, bytes. A mutant makes another one of it.</summary>
public sealed record RecordedResponse(int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Bytes)
{
    private readonly Lazy<JsonNode?> _json = new(() => Parse(Bytes));

    /// <summary>Whether it is a success or a redirect.</summary>
    public bool IsSuccess => Status is >= 200 and < 400;

    /// <summary>A new copy of the JSON body; null when there is none.</summary>
    public JsonNode? Json() => _json.Value?.DeepClone();

    /// <summary>A header's value, or null.</summary>
    public string? Header(string name) => Headers.FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The same with another JSON body.</summary>
    public RecordedResponse WithJson(JsonNode json) => WithBytes(JsonSerializer.SerializeToUtf8Bytes(json));

    /// <summary>The same with other bytes.</summary>
    public RecordedResponse WithBytes(byte[] bytes) => new(Status, Headers, bytes);

    /// <summary>The same without a header.</summary>
    public RecordedResponse Without(string header) =>
        new(Status, [.. Headers.Where(h => !h.Name.Equals(header, StringComparison.OrdinalIgnoreCase))], Bytes);

    /// <summary>Reads an answer to its end.</summary>
    public static async Task<RecordedResponse> FromResponseAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var headers = response.Headers.Concat(response.Content.Headers).SelectMany(h => h.Value.Select(value => (h.Key, value)));
            return new((int)response.StatusCode, [.. headers], await response.Content.ReadAsByteArrayAsync());
        }
    }

    /// <summary>The response as the suite's client receives it.</summary>
    public HttpResponseMessage ToMessage(HttpRequestMessage request)
    {
        var message = new HttpResponseMessage((HttpStatusCode)Status) { Content = new ByteArrayContent(Bytes), RequestMessage = request };
        foreach (var (name, value) in Headers.Where(
            h => !h.Name.StartsWith("Transfer-", StringComparison.Ordinal) && h.Name != "Content-Length"))
            if (!message.Headers.TryAddWithoutValidation(name, value)) message.Content.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    private static JsonNode? Parse(byte[] bytes)
    {
        try
        {
            return bytes is [(byte)'{' or (byte)'[', ..] ? JsonNode.Parse(bytes) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>
/// One request of a test on its way. <paramref name="Operation"/> is the operation's id; for a request to the storage, that of
/// the operation whose answer held the URL. <paramref name="Ordinal"/> counts the test's requests to the operation from 0.
/// </summary>
public sealed record InterceptedRequest(
    string Operation, bool IsStorage, string Test, int Ordinal, HttpRequestMessage Request,
    Contracts.Runner.HttpTransport.SendRequest SendOn)
{
    /// <summary>The URL with its query.</summary>
    public string Url => Request.RequestUri!.AbsoluteUri;

    /// <summary>The API key, or null.</summary>
    public string? Key => Request.Headers.Authorization?.Parameter;

    /// <summary>Sends the request, or another one in its place.</summary>
    public async Task<RecordedResponse> SendAsync(
        HttpRequestMessage? instead = null) => await RecordedResponse.FromResponseAsync(await SendOn(instead ?? Request));

    /// <summary>The request once more, with another URL or other content where given; without an <c>Expect</c>.</summary>
    public HttpRequestMessage CreateCopy(Uri? url = null, HttpContent? content = null)
    {
        var again = new HttpRequestMessage(Request.Method, url ?? Request.RequestUri) { Content = content ?? Request.Content };
        foreach (var (name, values) in Request.Headers.Where(h => h.Key != "Expect")) again.Headers.TryAddWithoutValidation(name, values);
        return again;
    }
}

/// <summary>What a clean run saw: one exchange.</summary>
public sealed record RecordedExchange(
    string Operation, bool IsStorage, string Test, int Ordinal, string Method, string Url, string? Key, string? RequestBody,
    RecordedResponse Response);
