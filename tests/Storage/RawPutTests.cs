using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Storage;

/// <summary>Bodies that differ from their headers.</summary>
public sealed class RawPutTests
{
    private const string Key = "staging/upl_1";

    [Fact]
    public async Task A_body_shorter_than_declared_is_not_stored_and_leaves_the_earlier_object_and_nothing_else()
    {
        await using var host = await StoreHost.StartAsync();
        await host.UploadAsync(host.SignPut(Key), "earlier");
        using var put = RawPutRequest.Begin(host, host.SignPut(Key), "Content-Length: 10");

        put.Send("hello");
        await PutObjectTests.WaitForAsync(() => host.ListFiles().Length == 2);
        put.End();

        put.ReadToEnd().Should().NotContain("200 OK");
        await PutObjectTests.WaitForAsync(() => host.ListFiles().Length == 1);
        (await host.ReadTextAsync(Key)).Should().Be("earlier");
        host.ListFiles().Should().ContainSingle();
        host.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task A_connection_that_is_cut_leaves_nothing()
    {
        await using var host = await StoreHost.StartAsync();
        using var put = RawPutRequest.Begin(host, host.SignPut(Key), "Content-Length: 1000000");
        put.Send(new string('x', 500_000));
        await PutObjectTests.WaitForAsync(() => host.ListFiles().Length == 1);

        put.Reset();

        await PutObjectTests.WaitForAsync(() => host.ListFiles().Length == 0);
        host.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task A_body_that_is_not_complete_is_not_visible()
    {
        await using var host = await StoreHost.StartAsync();
        using var put = RawPutRequest.Begin(host, host.SignPut(Key), "Content-Length: 300000");
        put.Send(new string('x', 299_999));
        await PutObjectTests.WaitForAsync(() => host.ListFiles().Length == 1);

        var during = await host.Store.GetSizeAsync(host.Alice, Key, default);
        put.Send("x");
        put.ReadStatus().Should().Be("HTTP/1.1 200 OK");

        during.Should().BeNull();
        (await host.Store.GetSizeAsync(host.Alice, Key, default)).Should().Be(300_000);
    }

    [Fact]
    public async Task A_client_that_expects_100_Continue_receives_it()
    {
        await using var host = await StoreHost.StartAsync();
        using var put = RawPutRequest.Begin(host, host.SignPut(Key), "Content-Length: 5", "Expect: 100-continue");

        put.ReadStatus().Should().Be("HTTP/1.1 100 Continue");
        put.Send("hello");

        put.ReadStatus().Should().Be("HTTP/1.1 200 OK");
        (await host.ReadTextAsync(Key)).Should().Be("hello");
    }

    [Theory]
    [InlineData("Content-Type: text/plain", "Content-Length: 5", "HTTP/1.1 403 Forbidden")]
    [InlineData("Content-Type: image/jpeg", "Content-Length: 5368709121", "HTTP/1.1 400 Bad Request")]
    [InlineData("Content-Type: image/jpeg", "Transfer-Encoding: chunked", "HTTP/1.1 501 Not Implemented")]
    [InlineData("Content-Type: image/jpeg", "Content-Length: 5\r\nContent-MD5: x", "HTTP/1.1 400 Bad Request")]
    [InlineData("Content-Type: image/jpeg", "Content-Length: 5\r\nIf-Match: *", "HTTP/1.1 404 Not Found")]
    public async Task A_refusal_is_sent_before_the_body_is_requested(string type, string header, string status)
    {
        await using var host = await StoreHost.StartAsync();
        var url = host.SignPut(Key, ("Content-Type", "image/jpeg"));
        using var put = RawPutRequest.Begin(host, url, type, header, "Expect: 100-continue");

        put.ReadStatus().Should().Be(status);
    }

    [Fact]
    public async Task More_than_5_GB_is_too_large_before_a_byte_is_read()
    {
        await using var host = await StoreHost.StartAsync();
        using var put = RawPutRequest.Begin(host, host.SignPut(Key), "Content-Length: 5368709121", "Connection: close",
            "Expect: 100-continue");

        put.ReadToEnd().Should().Contain("<Code>EntityTooLarge</Code>").And.Contain("<ProposedSize>5368709121</ProposedSize>");
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked")]
    [InlineData("transfer-encoding: Chunked\r\nContent-Length: 5")]
    [InlineData("Transfer-Encoding: chunked\r\nAuthorization: Bearer x")]
    public async Task A_chunked_body_is_not_implemented_for_an_object_or_a_part(string headers)
    {
        await using var host = await StoreHost.StartAsync();
        var id = await host.Store.BeginMultipartAsync(host.Alice, Key, "image/jpeg", default);
        foreach (var url in new[] { host.SignPut(Key), host.SignPart(Key, id, 1) })
        {
            using var put = RawPutRequest.Begin(host, url, headers, "Connection: close");
            put.Send("5\r\nhello\r\n0\r\n\r\n");

            put.ReadToEnd().Should().Contain("HTTP/1.1 501 Not Implemented").And.Contain("<Code>NotImplemented</Code><Message>"
                + "A header you provided implies functionality that is not implemented</Message><Header>Transfer-Encoding</Header>");
        }

        (await host.Store.ListPartsAsync(host.Alice, Key, id, default)).Should().BeEmpty();
        (await host.ReadTextAsync(Key)).Should().BeNull();
        host.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task A_chunked_body_without_an_end_is_refused_at_once_and_its_connection_closed()
    {
        await using var host = await StoreHost.StartAsync();
        using var put = RawPutRequest.Begin(host, host.SignPut(Key), "Transfer-Encoding: chunked");
        put.Send("5\r\nhello\r\n");

        put.ReadHead().Should().StartWith("HTTP/1.1 501 Not Implemented").And.Contain("Connection: close");
    }

    [Theory]
    [InlineData("Content-Type: image/jpeg\r\nContent-Type: image/jpeg", "<Code>SignatureDoesNotMatch</Code>")]
    [InlineData("Content-Type: image/jpeg\r\nContent-MD5: XUFAKrxLKna5cZ2REBfFkg==\r\nContent-MD5: XUFAKrxLKna5cZ2REBfFkg==",
        "<Code>InvalidDigest</Code>")]
    [InlineData("Content-Type: image/jpeg\r\nContent-Length: 5", "400 Bad Request")]
    public async Task A_signed_header_that_is_sent_twice_breaks_the_signature(string headers, string expected)
    {
        await using var host = await StoreHost.StartAsync();
        var url = host.SignPut(Key, ("Content-Type", "image/jpeg"));
        using var put = RawPutRequest.Begin(host, url, "Content-Length: 5", headers, "Connection: close");
        put.Send("hello");

        put.ReadToEnd().Should().Contain(expected);
        host.ListFiles().Should().BeEmpty();
    }

    [Fact]
    public async Task The_connection_serves_further_requests_after_a_refusal_whose_body_was_sent()
    {
        await using var host = await StoreHost.StartAsync();
        using var put = RawPutRequest.Begin(host, host.SignPut("images/x"), "Content-Length: 5");
        put.Send("hello");
        put.ReadStatus().Should().Be("HTTP/1.1 403 Forbidden");

        put.Send($"PUT {host.SignPut(Key).PathAndQuery} HTTP/1.1\r\nHost: {host.Origin.Authority}\r\n");
        put.Send("Content-Length: 2\r\nConnection: close\r\n\r\nhi");

        put.ReadToEnd().Should().Contain("HTTP/1.1 200 OK").And.Contain(Convert.ToHexStringLower(S3ResponseExtensions.Md5("hi"u8)));
    }
}
