using System.Collections.Frozen;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Scopix.Emulator.Proxy.Interception;

/// <summary>
/// A port for clients whose address cannot be changed: an HTTPS forward proxy that intercepts the named hosts, with certificates of an
/// authority of this run.
/// </summary>
internal sealed class ForwardProxy : IDisposable
{
    private readonly ProxyOptions _options;
    private readonly FrozenDictionary<string, X509Certificate2> _certificates;

    /// <exception cref="IOException">The certificate of the authority cannot be written.</exception>
    public ForwardProxy(ProxyOptions options)
    {
        var hosts = options.ForwardHosts.Select(ConnectRequest.NormalizeHost).Distinct().ToArray();
        if (hosts.FirstOrDefault(host => !ConnectRequest.IsHostName(host)) is { } wrong)
            throw new ArgumentException($"'{wrong}' is no name of a host.", nameof(options));
        _options = options;
        Authority = new RunAuthority(hosts, TimeProvider.System);
        _certificates = hosts.ToFrozenDictionary(host => host, Authority.Sign);
        Refused = new RefusedHosts(options.FirstRefused);
    }

    public RunAuthority Authority { get; }

    public RefusedHosts Refused { get; }

    public void Listen(KestrelServerOptions kestrel)
    {
        var settings = _certificates.ToFrozenDictionary(pair => pair.Key, pair => new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(pair.Value, null, offline: true),
            ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        });
        var connect = new ConnectMiddleware(_certificates.Keys.ToFrozenSet(), Refused, _options.ConnectTimeout);
        kestrel.Listen(IPAddress.Loopback, _options.ForwardPort, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.Use(next => connection => connect.RunAsync(connection, next));
            listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                // the host of the tunnel, since not every client names it in its handshake
                OnConnection = tls => ValueTask.FromResult(settings[tls.Connection.Features.Get<InterceptedHost>()!.Name]),
            });
        });
    }

    public void Dispose()
    {
        foreach (var certificate in _certificates.Values) certificate.Dispose();
        Authority.Dispose();
    }
}
