using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Scopix.Emulator.Tests;

/// <summary>A response that was read completely.</summary>
public sealed record TestResponse(int Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;

    public JsonElement this[string property] => Json.GetProperty(property);

    /// <summary>The error's code in the envelope.</summary>
    public string Code => this["error"].GetProperty("code").GetString()!;

    /// <summary>The field named by the error.</summary>
    public string? Field => this["error"].TryGetProperty("details", out var details) ? details.GetProperty("field").GetString() : null;

    /// <summary>The issue named by the error.</summary>
    public string? Issue => this["error"].TryGetProperty("details", out var details) ? details.GetProperty("issue").GetString() : null;

    public string? Header(string name) =>
        Headers.TryGetValues(name, out var values) || ContentHeaders.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    public int GetHeaderNumber(string name) => int.Parse(Header(name)!, CultureInfo.InvariantCulture);
}
