using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Scopix.Emulator.Proxy;

namespace Scopix.Emulator.Tests.Proxy.Interception;

/// <summary>A proxy that intercepts hosts, the service behind it, and clients that trust its authority alone.</summary>
internal sealed class ForwardingProxy : IAsyncDisposable
{
    public const string Host = "api.scopix.test";

    private readonly WebApplication? _target;

    private ForwardingProxy(ScopixProxy proxy, WebApplication? target) => (Proxy, _target) = (proxy, target);

    public ScopixProxy Proxy { get; }

    public Uri Address => Proxy.ForwardAddress!;

    public static async Task<ForwardingProxy> StartAsync(RequestDelegate answer, params string[] hosts)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var target = builder.Build();
        target.UseWebSockets();
        target.Run(answer);
        await target.StartAsync();
        return new(await ScopixProxy.StartAsync(CreateOptions(new Uri(target.Urls.First())) with
        {
            ForwardHosts = hosts.Length == 0 ? [Host] : hosts,
        }), target);
    }

    public static async Task<ForwardingProxy> StartAsync(ProxyOptions options) => new(await ScopixProxy.StartAsync(options), null);

    public static ProxyOptions CreateOptions(Uri target) =>
        new() { Target = target, Port = 0, ForwardPort = 0, ForwardHosts = [Host] };

    public static Task EchoHostAsync(HttpContext http) =>
        http.Response.WriteAsync($"{http.Request.Method} {http.Request.Host} {http.Request.Path}");

    /// <summary>A client whose address cannot be changed: it has a proxy, and trusts the authority of the file alone.</summary>
    public HttpClient CreateClient(string host = Host, Version? version = null) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        Proxy = new WebProxy(Address),
        SslOptions = { CertificateChainPolicy = CreateChainPolicy() },
    })
    {
        BaseAddress = new Uri($"https://{host}"),
        DefaultRequestVersion = version ?? HttpVersion.Version11,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    public X509ChainPolicy CreateChainPolicy()
    {
        using var authority = X509CertificateLoader.LoadCertificateFromFile(Proxy.AuthorityFile!);
        return new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { X509CertificateLoader.LoadCertificate(authority.RawData) },
            RevocationMode = X509RevocationMode.NoCheck,
        };
    }

    /// <summary>All that comes back for some bytes, until the connection is closed.</summary>
    public async Task<string> SendAsync(string text, CancellationToken cancel)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Address.Port, cancel);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), cancel);
        return await ReadHeadOrAllAsync(stream, cancel);
    }

    /// <summary>The certificate that the proxy shows in a tunnel.</summary>
    public async Task<X509Certificate2> GetCertificateAsync(string host, CancellationToken cancel)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Address.Port, cancel);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"CONNECT {host}:443 HTTP/1.1\r\nHost: {host}\r\n\r\n"), cancel);
        await ReadHeadOrAllAsync(stream, cancel);
        await using var tls = new SslStream(stream);
        var options = new SslClientAuthenticationOptions { TargetHost = host, CertificateChainPolicy = CreateChainPolicy() };
        await tls.AuthenticateAsClientAsync(options, cancel);
        return new X509Certificate2(tls.RemoteCertificate!);
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        if (_target is not null) await _target.DisposeAsync();
    }

    private static async Task<string> ReadHeadOrAllAsync(NetworkStream stream, CancellationToken cancel)
    {
        var (text, buffer) = (new StringBuilder(), new byte[4096]);
        while (await stream.ReadAsync(buffer, cancel) is > 0 and var count)
        {
            text.Append(Encoding.ASCII.GetString(buffer, 0, count));
            if (text.ToString().StartsWith("HTTP/1.1 200", StringComparison.Ordinal)) break;
        }
        return text.ToString();
    }
}
