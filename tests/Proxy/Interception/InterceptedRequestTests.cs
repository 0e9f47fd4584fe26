using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using FluentAssertions;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Proxy.Interception;

/// <summary>The requests of a client whose address cannot be changed are forwarded like all others.</summary>
public sealed class InterceptedRequestTests
{
    private const string Host = ForwardingProxy.Host;

    public static TheoryData<string> Versions => ["1.1", "2.0"];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_request_is_forwarded_to_the_target_and_compared(string version)
    {
        const string key = "scopix_Fixed001secretofthistest";
        LiveLikeTarget.Deviate(key, response => response.Headers.Remove("X-RateLimit-Limit"));
        await using var forwarding = await ForwardingProxy.StartAsync(
            ForwardingProxy.CreateOptions(await LiveLikeTarget.GetAddressAsync()));
        using var http = forwarding.CreateClient(version: Version.Parse(version));
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);

        using var response = await http.GetAsync("/api/v2/files?limit=5");

        ((int)response.StatusCode, response.Version.ToString()).Should().Be((200, version));
        await forwarding.Proxy.WhenJudgedAsync();
        forwarding.Proxy.Report.GetItems().Select(item => (item.Place, item.Path)).Should()
            .Equal(("X-RateLimit-Limit", "/api/v2/files"));
        using var direct = new HttpClient { BaseAddress = forwarding.Proxy.BaseAddress };
        (await direct.GetStringAsync("/_emulator/requests")).Should().Contain("files.list");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task An_upload_and_its_response_pass_unchanged(string version)
    {
        var bytes = RandomNumberGenerator.GetBytes(3_000_000);
        await using var forwarding = await ForwardingProxy.StartAsync(http => http.Request.Body.CopyToAsync(http.Response.Body));
        using var http = forwarding.CreateClient(version: Version.Parse(version));

        using var response = await http.PostAsync("/api/v2/files/upload", new ByteArrayContent(bytes));

        (await response.Content.ReadAsByteArrayAsync()).Should().Equal(bytes);
    }

    [Fact]
    public async Task The_target_sees_its_own_host_and_the_path_as_it_was_written()
    {
        await using var forwarding = await ForwardingProxy.StartAsync(ForwardingProxy.EchoHostAsync);
        using var http = forwarding.CreateClient();

        (await http.GetStringAsync("/api/v2/files/a%20b")).Should().MatchRegex("^GET 127.0.0.1:[0-9]+ /api/v2/files/a%20b$");
    }

    [Theory]
    [InlineData("/_emulator/requests")]
    [InlineData("/_emulator/health")]
    [InlineData("/api/v2/files")]
    public async Task The_control_API_of_an_intercepted_host_is_a_path_of_the_service(string path)
    {
        await using var forwarding = await ForwardingProxy.StartAsync(ForwardingProxy.EchoHostAsync);
        using var http = forwarding.CreateClient();
        http.DefaultRequestHeaders.Referrer = new Uri($"https://{Host}/_emulator/ui"); // as the dashboard's

        (await http.GetStringAsync(path)).Should().EndWith(path);
    }

    [Fact]
    public async Task Two_hosts_are_intercepted_at_once_each_with_its_certificate()
    {
        const string other = "llama.test";
        await using var forwarding = await ForwardingProxy.StartAsync(ForwardingProxy.EchoHostAsync, Host, other);
        using var first = forwarding.CreateClient(Host, HttpVersion.Version20);
        using var second = forwarding.CreateClient(other, HttpVersion.Version20);

        var bodies = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? first : second).GetStringAsync($"/{i}")));

        bodies.Select(body => body.Split('/')[1]).Should().Equal(Enumerable.Range(0, 20).Select(i => $"{i}"));
    }

    [Fact]
    public async Task A_WebSocket_passes_in_both_directions()
    {
        await using var forwarding = await ForwardingProxy.StartAsync(AnswerMessageAsync);
        using var socket = new ClientWebSocket();
        using var client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            Proxy = new WebProxy(forwarding.Address),
            SslOptions = { CertificateChainPolicy = forwarding.CreateChainPolicy() },
        });
        var cancel = TestContext.Current.CancellationToken;

        await socket.ConnectAsync(new Uri($"wss://{Host}/api/v2/ws"), client, cancel);
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, cancel);
        var buffer = new byte[100];
        var received = await socket.ReceiveAsync(buffer, cancel);

        Encoding.UTF8.GetString(buffer, 0, received.Count).Should().Be("hello");
    }

    [Fact]
    public async Task Keys_and_credentials_of_the_proxy_are_kept_nowhere()
    {
        const string key = "scopix_Planted0secretofthistest0002";
        using var folder = new DataDirectory();
        var options = ForwardingProxy.CreateOptions(await LiveLikeTarget.GetAddressAsync()) with { RecordFolder = folder.Location };
        string shown;
        await using (var forwarding = await ForwardingProxy.StartAsync(options))
        {
            using var http = forwarding.CreateClient();
            http.DefaultRequestHeaders.Authorization = new("Bearer", key);
            (await http.GetAsync("/api/v2/files?search=plantedquery")).EnsureSuccessStatusCode();
            foreach (var host in (string[])[Host, "other.test"])
                await forwarding.SendAsync($"CONNECT {host}:443 HTTP/1.1\r\nProxy-Authorization: Basic plantedpassword\r\n\r\n",
                    TestContext.Current.CancellationToken);
            using var direct = new HttpClient { BaseAddress = forwarding.Proxy.BaseAddress };
            shown = await direct.GetStringAsync("/_emulator/drift") + await direct.GetStringAsync("/_emulator/requests/req_keyless_1")
                + await File.ReadAllTextAsync(forwarding.Proxy.AuthorityFile!, TestContext.Current.CancellationToken);
        }

        var files = Directory.GetFiles(folder.Location);
        files.Select(Path.GetFileName).Should().Contain("files.list.200.json");
        foreach (var text in files.Select(File.ReadAllText).Append(shown))
            foreach (var secret in (string[])[key, "Planted0secret", "plantedpassword", "PRIVATE KEY"])
                text.Should().NotContainEquivalentOf(secret);
    }

    private static async Task AnswerMessageAsync(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[100];
        var received = await socket.ReceiveAsync(buffer, http.RequestAborted);
        await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, true, http.RequestAborted);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", http.RequestAborted);
    }
}
