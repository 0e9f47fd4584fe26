using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Scopix.Contracts.Checks.Comparing;
using Scopix.Emulator.Proxy.Interception;
using Scopix.Emulator.Proxy.Shadow;

namespace Scopix.Emulator.Proxy;

/// <summary>
/// A proxy before a live service. It passes requests and responses on unchanged, and compares them with the contracts afterwards.
/// </summary>
public sealed class ScopixProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ExchangeQueue _queue;
    private readonly ShadowQueue? _shadow;
    private readonly ProxyRecording? _recording;
    private readonly IDisposable _tenants;
    private readonly ForwardProxy? _forward;

    private ScopixProxy(
        WebApplication app, ExchangeQueue queue, ShadowQueue? shadow, ProxyRecording? recording, IDisposable tenants,
        ForwardProxy? forward) =>
        (_app, _queue, _shadow, _recording, _tenants, _forward) = (app, queue, shadow, recording, tenants, forward);

    /// <summary>The address of the proxy, e.g. <c>http://127.0.0.1:8341/</c>.</summary>
    public Uri BaseAddress => new(Addresses.First());

    /// <summary>The address of the HTTPS forward proxy, e.g. <c>http://127.0.0.1:8342/</c>; null without one.</summary>
    public Uri? ForwardAddress => _forward is null ? null : new UriBuilder(Addresses.Last()) { Scheme = Uri.UriSchemeHttp }.Uri;

    /// <summary>
    /// The file with the certificate of the forward proxy's authority, in PEM; null without one. It is deleted at the end.
    /// </summary>
    public string? AuthorityFile => _forward?.Authority.CertificateFile;

    /// <summary>The hosts with their ports that the forward proxy refused, and how often.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> RefusedHosts => _forward?.Refused.GetAll() ?? [];

    /// <summary>What the traffic has said so far.</summary>
    public TrafficReport Report => _queue.Report;

    /// <summary>How an emulator differs from the service; null without <see cref="ProxyOptions.Shadow"/>.</summary>
    public ComparisonReport? Differences => _shadow?.Report;

    /// <summary>The exchanges of which the response's body was not compared, because too many were waiting or it was too long.</summary>
    public long UnjudgedBodies => _queue.UnjudgedBodies;

    /// <summary>Whether a response came from an emulator although a recording of a live service was wanted.</summary>
    public bool IsRecordingRefused => _recording?.IsRefused == true;

    private ICollection<string> Addresses =>
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;

    /// <summary>Starts a proxy; it accepts requests when the task completes. It sends nothing by itself.</summary>
    /// <param name="options">The options.</param>
    /// <param name="host">Changes the web host, e.g. its lifetime. The proxy itself handles no signals.</param>
    /// <exception cref="IOException">
    /// A port is in use, or the folder for recordings or the file of the authority cannot be created.
    /// </exception>
    public static async Task<ScopixProxy> StartAsync(ProxyOptions options, Action<IWebHostBuilder>? host = null)
    {
        var recording = options.RecordFolder is null ? null : new ProxyRecording(options.RecordFolder);
        var report = new TrafficReport { FirstSeen = options.FirstSeen };
        var queue = new ExchangeQueue(report, recording);
        var shadow = options.Shadow
            ? new ShadowQueue(await ShadowEmulator.StartAsync(new ComparisonReport { FirstSeen = options.FirstDifference })) : null;
        var forward = options.ForwardHosts.Count == 0 ? null : new ForwardProxy(options);
        var (app, tenants) = new ProxyApplication(options, queue, shadow, forward).Build(host);
        var proxy = new ScopixProxy(app, queue, shadow, recording, tenants, forward);
        try
        {
            await app.StartAsync();
            return proxy;
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when all exchanges whose responses were sent before this call have been judged and compared.</summary>
    public async Task WhenJudgedAsync()
    {
        await _queue.WhenJudgedAsync();
        if (_shadow is not null) await _shadow.WhenComparedAsync();
    }

    /// <summary>Completes when the proxy is stopped by a signal or by its host.</summary>
    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    /// <summary>Stops the proxy, judges what is waiting, and writes the recordings.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _queue.DisposeAsync();
        if (_shadow is not null) await _shadow.DisposeAsync();
        _recording?.Write();
        _tenants.Dispose();
        _forward?.Dispose();
    }
}
