using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Scopix.Storage;

namespace Scopix.Emulator.Tests.Storage;

/// <summary>The S3 endpoint alone over Kestrel, with two accounts and a settable clock.</summary>
internal sealed class StoreHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StoreHost(string? root, bool acceptsUploads)
    {
        Store = new(root);
        Alice = new("a11ce00000000001", "AKIAALICE", "alice's secret", () => Now);
        Bob = new("b0b0000000000002", "AKIABOB", "bob's secret", () => Now);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(new LogRecorder(Problems, Warnings));
        _app = builder.Build();
        _app.MapEmbeddedS3(Store, new S3EndpointOptions
        {
            FindAccount = id => new[] { Alice, Bob }.FirstOrDefault(account => account.AccessKeyId == id),
            AcceptsUploads = acceptsUploads,
        });
    }

    public DateTimeOffset Now { get; set; } = new(2026, 3, 4, 5, 6, 7, 890, TimeSpan.Zero);

    public StorageAccount Alice { get; }

    public StorageAccount Bob { get; }

    public EmbeddedStore Store { get; }

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public Uri Origin => new(_app.Urls.First());

    /// <summary>The errors that the server logged: unhandled exceptions.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>The warnings that the server logged.</summary>
    public List<string> Warnings { get; } = [];

    public static async Task<StoreHost> StartAsync(string? root = null, bool acceptsUploads = true)
    {
        var host = new StoreHost(root, acceptsUploads);
        await host._app.StartAsync();
        return host;
    }

    public async Task<string> PutAsync(byte[] body, string? key = null, StorageAccount? account = null)
    {
        key ??= $"images/{Alice.TenantId}/{Convert.ToHexStringLower(SHA256.HashData(body))}.jpg";
        using var staged = await Store.StageAsync(account ?? Alice, new MemoryStream(body), long.MaxValue, default);
        await Store.PublishAsync(account ?? Alice, staged, key, default);
        return key;
    }

    public Task<string> PutAsync(string body, string? key = null, StorageAccount? account = null) =>
        PutAsync(Encoding.UTF8.GetBytes(body), key, account);

    public Uri Sign(string key, TimeSpan? lifetime = null, string? disposition = null) =>
        Store.PresignGet(Alice, Origin, key, lifetime ?? TimeSpan.FromHours(1), disposition);

    public Task<HttpResponseMessage> GetAsync(Uri url, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, url, headers);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri url, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, url);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public Uri SignPut(string key, params (string Name, string Value)[] headers) =>
        Store.PresignPut(Alice, Origin, key, TimeSpan.FromHours(1), headers);

    public Uri SignPart(string key, string uploadId, int number) =>
        Store.PresignPart(Alice, Origin, key, uploadId, number, TimeSpan.FromHours(1));

    /// <summary>Sends a PUT with a signed URL.</summary>
    public Task<HttpResponseMessage> UploadAsync(Uri url, string body, params (string Name, string Value)[] headers) =>
        UploadAsync(url, new ByteArrayContent(Encoding.UTF8.GetBytes(body)), headers);

    public Task<HttpResponseMessage> UploadAsync(Uri url, HttpContent body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = body };
        foreach (var (name, value) in headers)
            if (!request.Headers.TryAddWithoutValidation(name, value)) body.Headers.TryAddWithoutValidation(name, value);
        return Client.SendAsync(request);
    }

    /// <summary>The object of a key as text; null when it does not exist.</summary>
    public async Task<string?> ReadTextAsync(string key)
    {
        await using var found = await Store.OpenReadAsync(Alice, key, default);
        return found is null ? null : await new StreamReader(found).ReadToEndAsync();
    }

    /// <summary>The paths of all files of the store, relative to its root.</summary>
    public string[] ListFiles() => Store.Root is null ? []
        : [.. Directory.GetFiles(Store.Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Store.Root, file))];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Store.Dispose();
    }

    private sealed class LogRecorder(List<string> problems, List<string> warnings) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var target = logLevel >= LogLevel.Error ? problems : warnings;
            if (IsEnabled(logLevel)) lock (target) target.Add(formatter(state, exception) + exception);
        }

        public void Dispose()
        {
        }
    }
}

/// <summary>Reads S3's responses.</summary>
internal static class S3ResponseExtensions
{
    /// <summary>Status and code, as <c>403 SignatureDoesNotMatch</c>.</summary>
    public static async Task<string> ReadErrorAsync(this HttpResponseMessage response) =>
        $"{(int)response.StatusCode} {(await response.ReadXmlAsync()).Element("Code")?.Value}";

    public static byte[] Md5(params ReadOnlySpan<byte> body)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        md5.AppendData(body);
        return md5.GetHashAndReset();
    }

    /// <summary>The unquoted ETag of a PUT that was accepted.</summary>
    public static string GetETag(this HttpResponseMessage response) => response.EnsureSuccessStatusCode().Headers.ETag!.Tag.Trim('"');

    public static async Task<XElement> ReadXmlAsync(this HttpResponseMessage response) =>
        XElement.Parse(await response.Content.ReadAsStringAsync());
}
