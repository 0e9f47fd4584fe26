using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Scopix.Emulator.Proxy;
using Xunit;

namespace Scopix.Emulator.Tests.Proxy;

/// <summary>The proxy changes nothing of what passes it.</summary>
public sealed class ForwardingTests
{
    private static readonly string[] OwnHeaders = ["Connection", "Keep-Alive", "Transfer-Encoding", "Date"];

    [Theory]
    [InlineData("GET", "/api/v2/files?search=a%2Fb%20c%C3%A9&tags=x&tags=y&empty=&flag")]
    [InlineData("GET", "/api/v2/files/a%2Fb//c/./d?x=%7e")]
    [InlineData("POST", "/api/v2/files/search")]
    [InlineData("PUT", "/anything/at/all?X-Amz-Signature=abc%2B")]
    [InlineData("PATCH", "/api/v2/files/1")]
    [InlineData("DELETE", "/api/v1/beta/files/1")]
    [InlineData("OPTIONS", "/api/v2/files")]
    public async Task A_request_arrives_as_it_was_sent(string method, string target)
    {
        await using var echo = await LoopbackServer.StartAsync(EchoAsync);
        await using var proxy = await StartProxyAsync(echo);
        var content = method is "GET" or "OPTIONS" or "DELETE" ? null : new ByteArrayContent(RandomNumberGenerator.GetBytes(70_000));

        var direct = await SendAsync(LoopbackServer.GetAddress(echo), method, target, content);
        var forwarded = await SendAsync(proxy.BaseAddress, method, target, content);

        forwarded.Replace(proxy.BaseAddress.Authority, LoopbackServer.GetAddress(echo).Authority, StringComparison.Ordinal)
            .Should().Be(direct);
        direct.Should().Contain($"{method} {target}\n").And.Contain("X-Mine: one, two\n");
    }

    [Theory]
    [InlineData(200, "text/plain")]
    [InlineData(206, "image/png")]
    [InlineData(302, null)]
    [InlineData(304, null)]
    [InlineData(422, "application/json")]
    [InlineData(503, "application/json")]
    public async Task A_response_arrives_as_it_was_sent(int status, string? type)
    {
        var bytes = type is null ? [] : RandomNumberGenerator.GetBytes(300_000);
        await using var target = await LoopbackServer.StartAsync(async http =>
        {
            (http.Response.StatusCode, http.Response.ContentType) = (status, type);
            http.Response.Headers.Location = "https://other.test/%2F?X-Amz-Signature=a%2Bb&x=1";
            http.Response.Headers.ContentEncoding = type is null ? default : "gzip"; // although it is not
            http.Response.Headers.Append("X-Two", "1");
            http.Response.Headers.Append("X-Two", "2");
            if (bytes.Length > 0) await http.Response.Body.WriteAsync(bytes);
        });
        await using var proxy = await StartProxyAsync(target);

        var (direct, forwarded) = (await GetAsync(LoopbackServer.GetAddress(target)), await GetAsync(proxy.BaseAddress));

        forwarded.Bytes.Should().Equal(direct.Bytes).And.Equal(bytes);
        forwarded.Headers.Should().Equal(direct.Headers);
        forwarded.Status.Should().Be(status);
    }

    [Theory]
    [InlineData("attachment; filename=\"Z\u00fcrich.pdf\"")] // Latin-1
    [InlineData("attachment; filename=\"Z\u00c3\u00bcrich.pdf\"")] // UTF-8
    [InlineData(100_000)]
    public async Task Headers_with_other_bytes_than_ASCII_and_long_ones_arrive_as_they_were_sent(object header)
    {
        var value = header as string ?? new string('x', (int)header);
        await using var target = await LoopbackServer.StartAsync(http =>
        {
            http.Response.Headers["X-Back"] = http.Request.Headers["X-There"].ToString();
            return Task.CompletedTask;
        });
        await using var proxy = await StartProxyAsync(target);
        using var http = new HttpClient(new SocketsHttpHandler
        {
            MaxResponseHeadersLength = 120,
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        });
        http.DefaultRequestHeaders.TryAddWithoutValidation("X-There", value);

        using var response = await http.GetAsync(new Uri(proxy.BaseAddress, "/api/v2/files"));

        response.Headers.NonValidated["X-Back"].ToString().Should().Be(value);
    }

    [Fact]
    public async Task The_journal_has_no_cookies_tokens_and_signatures()
    {
        await using var target = await LoopbackServer.StartAsync(http =>
        {
            http.Response.Headers.SetCookie = "sid=SECRET";
            http.Response.Headers.Location = "https://files.test/1?Signature=SECRET&x=1";
            return Task.CompletedTask;
        });
        await using var proxy = await StartProxyAsync(target);
        using var http = new HttpClient { BaseAddress = proxy.BaseAddress };
        http.DefaultRequestHeaders.Add("X-Amz-Security-Token", "SECRET");
        http.DefaultRequestHeaders.Add("Cookie", "sid=SECRET");
        (await http.GetAsync("/api/v2/files?sig=SECRET")).Dispose();

        var list = await http.GetStringAsync("/_emulator/requests");
        using var items = System.Text.Json.JsonDocument.Parse(list);
        var id = items.RootElement.GetProperty("items")[0].GetProperty("id").GetString();
        var entry = await http.GetStringAsync("/_emulator/requests/" + id);

        (list + entry).Should().Contain("Set-Cookie").And.NotContain("SECRET");
    }

    [Fact]
    public async Task A_WebSocket_passes_in_both_directions()
    {
        await using var target = await LoopbackServer.StartAsync(async http =>
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[100];
            var received = await socket.ReceiveAsync(buffer, http.RequestAborted);
            await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, true, http.RequestAborted);
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", http.RequestAborted);
        });
        await using var proxy = await StartProxyAsync(target);
        using var socket = new ClientWebSocket();
        var cancel = TestContext.Current.CancellationToken;

        await socket.ConnectAsync(new UriBuilder(proxy.BaseAddress) { Scheme = "ws", Path = "/api/v2/ws" }.Uri, cancel);
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, cancel);
        var buffer = new byte[100];
        var received = await socket.ReceiveAsync(buffer, cancel);

        Encoding.UTF8.GetString(buffer, 0, received.Count).Should().Be("hello");
        (await socket.ReceiveAsync(buffer, cancel)).CloseStatus.Should().Be(WebSocketCloseStatus.NormalClosure);
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_is_a_502_in_the_form_of_the_API()
    {
        await using var proxy = await ScopixProxy.StartAsync(new ProxyOptions { Target = new Uri("http://127.0.0.1:1"), Port = 0 });

        var (status, _, bytes) = await GetAsync(proxy.BaseAddress);

        status.Should().Be(502);
        Encoding.UTF8.GetString(bytes).Should().Contain("\"code\":\"HTTP_502\"")
            .And.Contain("The proxy has no response of http://127.0.0.1:1: Connection refused");
        await proxy.WhenJudgedAsync();
        proxy.Report.Exchanges.Should().Be(0);
    }

    [Fact]
    public async Task Requests_to_LlamaCloud_go_to_their_own_target()
    {
        await using var scopix = await LoopbackServer.StartAsync(http => http.Response.WriteAsync("scopix"));
        await using var llama = await LoopbackServer.StartAsync(http => http.Response.WriteAsync("llama"));
        await using var proxy = await ScopixProxy.StartAsync(
            new ProxyOptions { Target = LoopbackServer.GetAddress(scopix), LlamaCloudTarget = LoopbackServer.GetAddress(llama), Port = 0 });

        (await SendAsync(proxy.BaseAddress, "GET", "/api/v1/beta/files", null)).Should().Be("llama");
        (await SendAsync(proxy.BaseAddress, "GET", "/api/v2/files", null)).Should().Be("scopix");
    }

    private static async Task EchoAsync(HttpContext http)
    {
        var text = new StringBuilder($"{http.Request.Method} {http.Features.Get<IHttpRequestFeature>()!.RawTarget}\n");
        foreach (var header in http.Request.Headers.Where(header => !OwnHeaders.Contains(header.Key)).OrderBy(header => header.Key))
            text.Append($"{header.Key}: {header.Value}\n".Replace(",two", ", two", StringComparison.Ordinal));
        var hash = await SHA256.HashDataAsync(http.Request.Body);
        await http.Response.WriteAsync(text.Append(Convert.ToHexString(hash)).ToString());
    }

    private static Task<ScopixProxy> StartProxyAsync(WebApplication target) =>
        ScopixProxy.StartAsync(new ProxyOptions { Target = LoopbackServer.GetAddress(target), Port = 0 });

    private static async Task<string> SendAsync(Uri address, string method, string target, ByteArrayContent? content)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address.AbsoluteUri.TrimEnd('/') + target,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }))
        {
            Content = content is null ? null : new ByteArrayContent(await content.ReadAsByteArrayAsync()),
        };
        request.Headers.Add("X-Mine", (string[])["one", "two"]);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer scopix_Forward0secretofthistest");
        using var response = await http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<(int Status, string[] Headers, byte[] Bytes)> GetAsync(Uri address)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var response = await http.GetAsync(new Uri(address, "/api/v2/files"));
        var headers = response.Headers.Concat(response.Content.Headers).Where(header => !OwnHeaders.Contains(header.Key))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order();
        return ((int)response.StatusCode, [.. headers], await response.Content.ReadAsByteArrayAsync());
    }
}
