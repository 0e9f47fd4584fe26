using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Scopix.ContractMutations;

/// <summary>A response: status, headers, bytes. A mutant creates a changed copy of it.</summary>
public sealed record RecordedResponse(int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Bytes)
{
    private readonly Lazy<JsonNode?> _json = new(() => Parse(Bytes));

    /// <summary>Whether it is a success or a redirect.</summary>
    public bool IsSuccess => Status is >= 200 and < 400;

    /// <summary>A new copy of the JSON body; null when there is none.</summary>
    public JsonNode? Json() => _json.Value?.DeepClone();

    /// <summary>A header's value, or null.</summary>
    public string? Header(string name) => Headers.FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Creates a copy with another JSON body.</summary>
    public RecordedResponse WithJson(JsonNode json) => WithBytes(JsonSerializer.SerializeToUtf8Bytes(json));

    /// <summary>Creates a copy with other bytes.</summary>
    public RecordedResponse WithBytes(byte[] bytes) => new(Status, Headers, bytes);

    /// <summary>Creates a copy without a header.</summary>
    public RecordedResponse Without(string header) =>
        new(Status, [.. Headers.Where(h => !h.Name.Equals(header, StringComparison.OrdinalIgnoreCase))], Bytes);

    /// <summary>Reads a response completely.</summary>
    public static async Task<RecordedResponse> FromResponseAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var headers = response.Headers.Concat(response.Content.Headers).SelectMany(h => h.Value.Select(value => (h.Key, value)));
            return new((int)response.StatusCode, [.. headers], await response.Content.ReadAsByteArrayAsync());
        }
    }

    /// <summary>Creates the response that the suite's client receives.</summary>
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
