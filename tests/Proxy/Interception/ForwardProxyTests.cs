using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FluentAssertions;
using Scopix.Emulator.Proxy;
using Scopix.Emulator.Proxy.Interception;
using Xunit;

namespace Scopix.Emulator.Tests.Proxy.Interception;

/// <summary>What the HTTPS forward proxy refuses, and its certificates.</summary>
public sealed class ForwardProxyTests
{
    private const string Host = ForwardingProxy.Host;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hosts_that_are_not_named_are_refused_and_counted()
    {
        List<string> first = [];
        await using var forwarding = await ForwardingProxy.StartAsync(
            ForwardingProxy.CreateOptions(new Uri("http://127.0.0.1:1")) with { FirstRefused = first.Add });
        using var http = forwarding.CreateClient("files.scopix.test");

        foreach (var _ in (int[])[1, 2])
            (await http.Invoking(client => client.GetAsync("/x")).Should().ThrowAsync<HttpRequestException>())
                .Which.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        var refusal = await forwarding.SendAsync("CONNECT 10.0.0.1:22 HTTP/1.1\r\n\r\n", Cancel);
        await forwarding.SendAsync($"CONNECT {Host}.evil.test:443 HTTP/1.1\r\n\r\n", Cancel);
        await forwarding.SendAsync("CONNECT \u001b[31m:443 HTTP/1.1\r\n\r\n", Cancel);

        refusal.Should().StartWith("HTTP/1.1 403 Host Not Named by --forward\r\n").And.Contain($"names: {Host}. Name others in NO_PROXY");
        forwarding.Proxy.RefusedHosts.Should().Equal(
            new("files.scopix.test:443", 2), new("10.0.0.1:22", 1), new("another address", 1), new($"{Host}.evil.test:443", 1));
        first.Should().Equal("files.scopix.test:443", "10.0.0.1:22", $"{Host}.evil.test:443", "another address");
    }

    [Theory]
    [InlineData("GET http://api.scopix.test/api HTTP/1.1\r\nHost: a.test\r\n\r\n", "405 Method Not Allowed", "Allow: CONNECT")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400 Bad Request", "not CONNECT HOST:PORT")]
    [InlineData("CONNECT api.scopix.test HTTP/1.1\r\n\r\n", "400 Bad Request", "not CONNECT HOST:PORT")]
    [InlineData("CONNECT api.scopix.test:99999 HTTP/1.1\r\n\r\n", "400 Bad Request", "not CONNECT HOST:PORT")]
    [InlineData("CONNECT :443 HTTP/1.1\r\n\r\n", "400 Bad Request", "not CONNECT HOST:PORT")]
    [InlineData("connect api.scopix.test:443 HTTP/1.1\r\n\r\n", "405 Method Not Allowed", "Allow: CONNECT")]
    [InlineData("\u0016\u0003\u0001", "400 Bad Request", "not CONNECT HOST:PORT")]
    public async Task Other_requests_are_refused(string request, string status, string text)
    {
        await using var forwarding = await ForwardingProxy.StartAsync(ForwardingProxy.EchoHostAsync);

        (await forwarding.SendAsync(request, Cancel)).Should().StartWith($"HTTP/1.1 {status}\r\n").And.Contain(text);
    }

    [Theory]
    [InlineData("\r\n\r\n")]
    [InlineData("")]
    public async Task A_head_that_is_too_long_is_refused(string end)
    {
        await using var forwarding = await ForwardingProxy.StartAsync(ForwardingProxy.EchoHostAsync);
        var head = $"CONNECT {Host}:443 HTTP/1.1\r\nX: {new string('x', ConnectMiddleware.MaxHeadBytes)}";

        (await forwarding.SendAsync(head + end, Cancel)).Should().StartWith("HTTP/1.1 431 Request Header Fields Too Large\r\n");
    }

    [Theory]
    [InlineData("")]
    [InlineData("CONNECT api.scopix.test:443 HTTP/1.1\r\nHost: api.scopix.test\r\n")]
    public async Task A_head_that_does_not_end_is_refused_after_a_time(string head)
    {
        var options = ForwardingProxy.CreateOptions(new Uri("http://127.0.0.1:1")) with { ConnectTimeout = TimeSpan.FromMilliseconds(50) };
        await using var forwarding = await ForwardingProxy.StartAsync(options);

        (await forwarding.SendAsync(head, Cancel)).Should().StartWith("HTTP/1.1 408 Request Timeout\r\n");
    }

    [Fact]
    public async Task The_name_of_a_host_has_no_case_and_may_end_with_a_dot()
    {
        await using var forwarding = await ForwardingProxy.StartAsync(ForwardingProxy.EchoHostAsync);

        (await forwarding.SendAsync($"CONNECT {Host.ToUpperInvariant()}.:443 HTTP/1.1\r\n\r\n", Cancel))
            .Should().Be("HTTP/1.1 200 Connection Established\r\n\r\n");
    }

    [Fact]
    public async Task A_certificate_names_its_host_alone_and_is_no_authority()
    {
        await using var forwarding = await ForwardingProxy.StartAsync(ForwardingProxy.EchoHostAsync, Host, "llama.test");

        using var leaf = await forwarding.GetCertificateAsync(Host, Cancel);

        var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        names.EnumerateDnsNames().Should().Equal(Host);
        names.EnumerateIPAddresses().Should().BeEmpty();
        leaf.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority.Should().BeFalse();
        leaf.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<Oid>()
            .Select(use => use.Value).Should().Equal("1.3.6.1.5.5.7.3.1");
        leaf.NotBefore.Should().BeBefore(DateTime.Now).And.BeAfter(DateTime.Now.AddDays(-2));
        leaf.NotAfter.Should().BeAfter(DateTime.Now.AddDays(28)).And.BeBefore(DateTime.Now.AddDays(31));
    }

    [Fact]
    public void The_authority_is_good_for_the_named_hosts_alone()
    {
        using var authority = new RunAuthority([Host], TimeProvider.System);
        using var root = X509CertificateLoader.LoadCertificateFromFile(authority.CertificateFile);
        using var named = authority.Sign(Host);
        using var other = authority.Sign("bank.test");

        (IsTrusted(named, root), IsTrusted(other, root)).Should().Be((true, false));
    }

    [Fact]
    public async Task The_file_of_the_authority_has_no_key_is_readable_by_the_user_alone_and_is_deleted_at_the_end()
    {
        string file, text;
        await using (var forwarding = await ForwardingProxy.StartAsync(ForwardingProxy.EchoHostAsync))
        {
            file = forwarding.Proxy.AuthorityFile!;
            text = await File.ReadAllTextAsync(file, Cancel);
            if (!OperatingSystem.IsWindows())
                File.GetUnixFileMode(file).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        text.Should().MatchRegex(@"^-----BEGIN CERTIFICATE-----\n[\w+/=\n]+-----END CERTIFICATE-----\n$");
        File.Exists(file).Should().BeFalse();
    }

    [Fact]
    public async Task When_the_proxy_cannot_start_no_file_is_left()
    {
        await using var first = await ForwardingProxy.StartAsync(ForwardingProxy.EchoHostAsync);
        const string host = "not-started.test";
        var options = ForwardingProxy.CreateOptions(new Uri("http://127.0.0.1:1")) with
        {
            ForwardHosts = [host],
            ForwardPort = first.Address.Port,
        };

        await FluentActions.Awaiting(() => ScopixProxy.StartAsync(options)).Should().ThrowAsync<IOException>();

        Directory.GetFiles(Path.GetTempPath(), "scopix-proxy-*").Where(IsOfThisTest).Should().BeEmpty();

        static bool IsOfThisTest(string file)
        {
            try
            {
                using var certificate = X509CertificateLoader.LoadCertificateFromFile(file);
                return Encoding.ASCII.GetString(certificate.RawData).Contains(host, StringComparison.Ordinal);
            }
            catch (CryptographicException)
            {
                return false; // of a test that has ended meanwhile
            }
        }
    }

    [Theory]
    [InlineData("api.scopix.ai", true)]
    [InlineData("localhost", true)]
    [InlineData("xn--zrich-kva.test", true)]
    [InlineData("*", false)]
    [InlineData("*.scopix.ai", false)]
    [InlineData("https://api.scopix.ai", false)]
    [InlineData("api.scopix.ai:443", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("api..ai", false)]
    [InlineData("api.scopix.ai.", false)]
    [InlineData("z\u00fcrich.test", false)]
    [InlineData("", false)]
    public void A_host_is_a_name_in_ASCII(string host, bool isName) => ProxyOptions.IsHostName(host).Should().Be(isName);

    private static bool IsTrusted(X509Certificate2 certificate, X509Certificate2 root)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
