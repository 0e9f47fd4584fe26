using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Scopix.Emulator.Proxy;

/// <summary>
/// A proxy before a live service. It passes requests and responses on unchanged, and compares them with the contracts afterwards.
/// </summary>
public sealed class ScopixProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ExchangeQueue _queue;
    private readonly ProxyRecording? _recording;
    private readonly IDisposable _tenants;

    private ScopixProxy(WebApplication app, ExchangeQueue queue, ProxyRecording? recording, IDisposable tenants) =>
        (_app, _queue, _recording, _tenants) = (app, queue, recording, tenants);

    /// <summary>The address of the proxy, e.g. <c>http://127.0.0.1:8341/</c>.</summary>
    public Uri BaseAddress => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>What the traffic has said so far.</summary>
    public TrafficReport Report => _queue.Report;

    /// <summary>The exchanges of which the response's body was not compared, because too many were waiting or it was too long.</summary>
    public long UnjudgedBodies => _queue.UnjudgedBodies;

    /// <summary>Whether a response came from an emulator although a recording of a live service was wanted.</summary>
    public bool IsRecordingRefused => _recording?.IsRefused == true;

    /// <summary>Starts a proxy; it accepts requests when the task completes. It sends nothing by itself.</summary>
    /// <param name="options">The options.</param>
    /// <param name="host">Changes the web host, e.g. its lifetime. The proxy itself handles no signals.</param>
    /// <exception cref="IOException">The port is in use, or the folder for recordings cannot be created.</exception>
    public static async Task<ScopixProxy> StartAsync(ProxyOptions options, Action<IWebHostBuilder>? host = null)
    {
        var recording = options.RecordFolder is null ? null : new ProxyRecording(options.RecordFolder);
        var report = new TrafficReport { FirstSeen = options.FirstSeen };
        var queue = new ExchangeQueue(report, recording);
        var (app, tenants) = new ProxyApplication(options, queue).Build(host);
        var proxy = new ScopixProxy(app, queue, recording, tenants);
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

    /// <summary>Completes when all exchanges whose responses were sent before this call have been judged.</summary>
    public Task WhenJudgedAsync() => _queue.WhenJudgedAsync();

    /// <summary>Completes when the proxy is stopped by a signal or by its host.</summary>
    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    /// <summary>Stops the proxy, judges what is waiting, and writes the recordings.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _queue.DisposeAsync();
        _recording?.Write();
        _tenants.Dispose();
    }
}
