using System.Collections.Frozen;
using Scopix.Contracts.Checks.Comparing;

namespace Scopix.Emulator.Proxy.Comparing;

/// <summary>A request with the candidate's ids, ready to be sent.</summary>
internal sealed class PreparedRequest : IDisposable
{
    private static readonly FrozenSet<string> OwnHeaders = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "Host", "Authorization", "Content-Length", "Transfer-Encoding", "Expect", "Accept-Encoding", "Connection", "Keep-Alive", "TE",
        "Proxy-Authorization", "Proxy-Connection", "Cookie");

    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly RecordedRequest _request;
    private readonly SpooledBody? _form;
    private readonly ReadOnlyMemory<byte>? _json;

    private PreparedRequest(RecordedRequest request, string target, SpooledBody? form, ReadOnlyMemory<byte>? json) =>
        (_request, Target, _form, _json) = (request, target, form, json);

    /// <summary>The path and the query.</summary>
    public string Target { get; }

    public Operation Operation => _request.Operation;

    public static async Task<PreparedRequest> CreateAsync(RecordedRequest request, RequestTranslator translator)
    {
        var target = translator.TranslateTarget(request.Target);
        if (request.Operation.RequestType == "multipart/form-data" && request.ContentType is { } type)
            return new(request, target, await FormTranslator.TranslateAsync(request.Body, type, translator), null);
        var isShort = request.Body.Length is > 0 and <= BodyCopy.MaxBytes;
        if (!isShort && request.Body.Length > 0) translator.LeaveBody();
        return new(request, target, null, isShort ? translator.TranslateJson(request.Body.ToMemory()) : null);
    }

    /// <summary>The URL of the operation at a server, without a prefix of the server's paths.</summary>
    public Uri CreateUrl(Uri address) => new(address.GetLeftPart(UriPartial.Authority) + Target, AsWritten);

    /// <summary>Creates the message; it can be called again for another try.</summary>
    /// <param name="address">The address of the server, with the prefix of its paths if it has one.</param>
    /// <param name="key">The key; null to send none.</param>
    public HttpRequestMessage CreateMessage(Uri address, string? key)
    {
        var url = new Uri(address.AbsoluteUri.TrimEnd('/') + Target, AsWritten);
        var message = new HttpRequestMessage(new HttpMethod(Operation.Method), url) { Content = CreateContent() };
        foreach (var (name, values) in _request.Headers)
        {
            if (OwnHeaders.Contains(name)) continue;
            if (!message.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                message.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }
        if (_request.IsHandshake) message.Headers.Connection.Add("Upgrade");
        if (key is not null) message.Headers.Authorization = new("Bearer", key);
        return message;
    }

    public void Dispose() => _form?.Dispose();

    private HttpContent? CreateContent()
    {
        if (_json is { } json) return new ReadOnlyMemoryContent(json);
        if (_request.Body.Length == 0 && _request.ContentType is null) return null;
        return new SpooledContent(_form ?? _request.Body);
    }
}
