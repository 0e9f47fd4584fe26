using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Scopix.Emulator.Hosting;

/// <summary>The port with TLS, on which clients choose HTTP/2 or HTTP/1.1 by ALPN.</summary>
internal static class TlsListener
{
    public static void ListenWithTls(this KestrelServerOptions kestrel, IPAddress address, int port, TlsCertificate certificate)
    {
        var settings = new SslServerAuthenticationOptions
        {
            // offline: the issuers that a file of the user lacks would be fetched from the network
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate.Leaf, certificate.Chain, offline: true),
            ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        kestrel.Listen(address, port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(settings) });
        });
    }
}
