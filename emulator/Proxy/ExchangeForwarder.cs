using System.Collections.Frozen;
using System.Net;
using Microsoft.Extensions.Primitives;
using Scopix.Emulator.Control.Journal;
using Scopix.Emulator.Http.Hooks;
using Scopix.Emulator.Proxy.Comparing;
using Scopix.Emulator.Proxy.Shadow;
using Yarp.ReverseProxy.Forwarder;

namespace Scopix.Emulator.Proxy;

/// <summary>
/// Forwards one request as it is, and copies its JSON, or the outline of its form, and the JSON of its response as they pass. Nothing
/// waits for the comparison.
/// </summary>
internal sealed class ExchangeForwarder(
    ProxyOptions options, IHttpForwarder forwarder, ExchangeQueue queue, RequestLog journal, ShadowQueue? shadow) : IDisposable
{
    private const string LlamaCloudPath = "/api/v1";

    private static readonly ForwarderRequestConfig RequestConfig = new()
    {
        ActivityTimeout = TimeSpan.FromMinutes(10), // an upload may wait for its processing
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
    };

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        EnableMultipleHttp2Connections = true,
        ActivityHeadersPropagator = null, // adds no header
        ConnectTimeout = TimeSpan.FromSeconds(15),
        MaxResponseHeadersLength = ProxyApplication.MaxHeaderBytes / 1024,
        RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1, // every byte as it is
        ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        Expect100ContinueTimeout = TimeSpan.FromSeconds(30),
    });

    private readonly UnchangedTransformer _transformer = new();
    private readonly AccountNumbers _accounts = new();

    public async Task ForwardAsync(HttpContext http)
    {
        var receivedAt = TimeProvider.System.GetUtcNow();
        var target = GetTarget(http.Request.Path);
        var url = new Uri(target.GetLeftPart(UriPartial.Authority) + UnchangedTransformer.GetTarget(http));
        var operation = Operation.Match(http.Request.Method, http.Request.Path.Value ?? "/");
        var entry = JournalRecorder.Begin(http, journal, receivedAt, requestId: null);
        if (entry is not null) entry.Operation = operation?.Id;
        var (request, response) = (CaptureRequest(http, operation), CaptureResponse(http, operation));
        var shadowed = operation is null ? null : shadow?.Begin(http, operation);
        var running = queue.Announce();
        if (operation is { Method: not "GET" }) queue.BeginChange(operation.Method, url.AbsolutePath);
        try
        {
            var error = await forwarder.SendAsync(http, target.AbsoluteUri, _client, RequestConfig, _transformer);
            if (error != ForwarderError.None)
            {
                await WriteFailureAsync(http, target, error);
                return;
            }
            if (http.Response.StatusCode != StatusCodes.Status101SwitchingProtocols)
                await http.Response.CompleteAsync(); // the client does not wait for what follows
            AddExchange(http, receivedAt, url, request, response, entry, shadowed);
            shadowed = null;
        }
        finally
        {
            if (shadowed is not null) shadow!.Abandon(shadowed, _accounts.Get(http.Request.Headers));
            JournalRecorder.End(http);
            running.SetResult();
        }
    }

    public void Dispose() => _client.Dispose();

    private Uri GetTarget(PathString path) =>
        options.LlamaCloudTarget is { } llama && path.StartsWithSegments(LlamaCloudPath) ? llama : options.Target;

    private static IBodyObserver? CaptureRequest(HttpContext http, Operation? operation)
    {
        if (operation?.Request is null || GetMediaType(http.Request.ContentType) != operation.RequestType) return null;
        if (http.Request.Headers.ContentEncoding.Count > 0) return null;
        IBodyObserver? observer =
            operation.RequestType == "application/json" ? new BodyCopy() : FormOutline.Create(http.Request.ContentType);
        if (observer is not null) http.Request.Body = new CopyingReadStream(http.Request.Body, observer);
        return observer;
    }

    private static BodyCopy? CaptureResponse(HttpContext http, Operation? operation)
    {
        if (operation is null) return null;
        var copy = new BodyCopy();
        http.Response.Body = new CopyingWriteStream(http.Response.Body, () => IsJson(http.Response.ContentType) ? copy : null);
        return copy;
    }

    private static bool IsJson(string? contentType) => contentType is null
        || contentType.Contains("json", StringComparison.OrdinalIgnoreCase)
        || contentType.StartsWith("text/", StringComparison.OrdinalIgnoreCase);

    private void AddExchange(
        HttpContext http, DateTimeOffset receivedAt, Uri url, IBodyObserver? request, BodyCopy? response, JournalEntry? entry,
        RecordedRequest? shadowed)
    {
        var answeredAt = TimeProvider.System.GetUtcNow();
        var headers = http.Response.Headers.ToFrozenDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var (sent, body) = ((request as BodyCopy)?.ToMemory(), response?.ToMemory());
        var outline = request as FormOutline;
        if (response is { IsTooLong: true }) queue.CountUnjudgedBody();
        var (method, status, type) = (http.Request.Method, http.Response.StatusCode, GetMediaType(http.Request.ContentType));
        var account = _accounts.Get(http.Request.Headers);
        var bytes = (sent?.Length ?? 0) + (outline?.EstimatedBytes ?? 0) + (body?.Length ?? 0);
        if (!queue.Reserve(bytes)) body = null;
        if (shadowed is not null) shadow!.End(shadowed);
        queue.Add(() => new ObservedExchange
        {
            ReceivedAt = receivedAt,
            AnsweredAt = answeredAt,
            Method = method,
            Url = url,
            Account = account,
            RequestType = type,
            RequestJson = sent,
            Form = outline?.ToForm(),
            Status = status,
            ResponseHeaders = headers,
            ResponseBody = body is { } copied ? ContentDecoder.Decode(copied, headers.GetValueOrDefault("Content-Encoding")) : null,
        }, bytes, exchange =>
        {
            CompleteEntry(entry, exchange);
            if (shadowed is not null) shadow!.Add(shadowed, exchange);
        });
    }

    private void CompleteEntry(JournalEntry? entry, ObservedExchange exchange)
    {
        if (entry is null) return;
        var body = exchange.ResponseBody is { IsEmpty: false } json ? new JsonBody(json.ToArray()) : null;
        var form = exchange.Form is null ? null : CreateSentForm(exchange.Form);
        journal.Complete(entry, exchange.RequestJson, form, body, options.KeepsBodies);
    }

    private static SentForm CreateSentForm(ObservedForm form) => new(
        form.Parts.Where(part => !part.IsFile).GroupBy(part => part.Name)
            .ToDictionary(part => part.Key, part => new StringValues([.. part.Select(text => text.Text ?? "")])),
        [.. form.Parts.Where(part => part.IsFile).Select(part => (part.Name, part.Filename!, (long?)null))]);

    private static async Task WriteFailureAsync(HttpContext http, Uri target, ForwarderError failure)
    {
        if (http.Response.HasStarted || http.RequestAborted.IsCancellationRequested) return;
        var cause = http.Features.Get<IForwarderErrorFeature>()?.Exception?.GetBaseException().Message;
        var message = $"The proxy has no response of {target.GetLeftPart(UriPartial.Authority)}: {cause ?? failure.ToString()}";
        http.Response.StatusCode = failure is ForwarderError.RequestTimedOut ? 504 : 502;
        http.Response.ContentType = "application/json";
        var error = new ProxyErrorResponse(new($"HTTP_{http.Response.StatusCode}", message), http.TraceIdentifier);
        await http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(error, ProxyJsonContext.Shared.ProxyErrorResponse));
    }

    private static string? GetMediaType(string? contentType) => contentType?.Split(';')[0].Trim().ToLowerInvariant();
}
