using System.Net;
using Scopix.Emulator.Control.Coverage;
using Scopix.Emulator.Control.Dashboard;
using Scopix.Emulator.Control.Journal;
using Scopix.Emulator.Control.OpenApi;
using Scopix.Emulator.Control.Server;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Hosting;
using Scopix.Emulator.Http.Hooks;
using Scopix.Emulator.Proxy.Interception;
using Scopix.Emulator.Proxy.Shadow;
using Yarp.ReverseProxy.Forwarder;

namespace Scopix.Emulator.Proxy;

/// <summary>
/// Builds the web application of a proxy: all requests are forwarded, but those to <c>/_emulator</c>, which are answered as an emulator
/// does. There is one journal for all keys; no key is kept.
/// </summary>
internal sealed class ProxyApplication(
    ProxyOptions options, ExchangeQueue queue, ShadowQueue? shadow, ForwardProxy? forward)
{
    /// <summary>More than services accept, so that they refuse what is too long, and not the proxy.</summary>
    public const int MaxHeaderBytes = 120 * 1024;

    private const string ControlPath = "/_emulator";

    private readonly EmulatorOptions _settings = new() { Port = options.Port, Journal = options.Journal, Log = LogMode.Off };

    public (WebApplication App, IDisposable Tenants) Build(Action<IWebHostBuilder>? host)
    {
        var tenants = new TenantRegistry(_settings, TimeProvider.System, _ => { }, features: EmulatorHost.RegisterFeatures(_settings));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(_settings).AddSingleton<IHostLifetime, EmbeddedHostLifetime>().AddRoutingCore();
        builder.Services.AddHttpForwarder();
        builder.Services.AddSingleton(provider => new ExchangeForwarder(
            options, provider.GetRequiredService<IHttpForwarder>(), queue, tenants.SharedFeatures.Get<RequestLog>(), shadow));
        builder.Services.AddLogging();
        builder.Services.Configure<HostOptions>(stop => stop.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MaxRequestLineSize = MaxHeaderBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
            kestrel.Limits.MaxRequestHeaderCount = 1_000;
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1; // every byte as it is
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.Limits.MinRequestBodyDataRate = null; // a slow client is the service's matter
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.Http2.MaxRequestHeaderFieldSize = MaxHeaderBytes;
            kestrel.Listen(IPAddress.Loopback, options.Port);
            forward?.Listen(kestrel);
        });
        host?.Invoke(builder.WebHost);
        var app = builder.Build();
        var forwarder = app.Services.GetRequiredService<ExchangeForwarder>();
        app.Use(next => http => IsControl(http) ? next(http) : forwarder.ForwardAsync(http));
        UseControl(app, tenants);
        return (app, tenants);
    }

    /// <summary>
    /// Also the dashboard's requests for files, which the service would not answer. At an intercepted host all paths are the service's.
    /// </summary>
    private static bool IsControl(HttpContext http) => http.Features.Get<InterceptedHost>() is null
        && (http.Request.Path.StartsWithSegments(ControlPath) || DashboardRequests.IsFromDashboard(http.Request));

    private void UseControl(WebApplication app, TenantRegistry tenants)
    {
        var middleware = new ApiMiddleware(
            new Authenticator(tenants, _settings), new RequestHooks(DashboardRequests.IsFromDashboard), _settings,
            app.Services.GetRequiredService<ILogger<ApiMiddleware>>());
        app.Use(next => async http =>
        {
            http.Request.Headers.Remove("Authorization"); // there is one journal for all keys
            await queue.WhenJudgedAsync();
            if (shadow is not null) await shadow.WhenComparedAsync();
            await middleware.InvokeAsync(http, next);
        });
        app.UseRouting();
        app.UseControlGuard(_settings);
        var control = app.MapGroup(ControlPath).AcceptsQuery();
        new DriftApi(queue, shadow).Map(control);
        new RequestsApi(tenants).Map(control);
        new CoverageApi(tenants).Map(control);
        OpenApiDocumentApi.MapControl(control);
        new DashboardApi(_settings, "proxy").Map(control);
    }
}
