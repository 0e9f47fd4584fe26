using System.Net;
using FluentAssertions;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Storage;

public sealed class PresignedUrlTests
{
    [Fact]
    public async Task A_presigned_URL_returns_the_bytes_with_S3s_headers()
    {
        await using var host = await StoreHost.StartAsync();
        var key = await host.PutAsync("hello");

        var response = await host.GetAsync(host.Sign(key));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).Should().Be("hello");
        response.Content.Headers.ContentLength.Should().Be(5);
        response.Content.Headers.ContentType!.MediaType.Should().Be("image/jpeg");
        response.Content.Headers.LastModified.Should().Be(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));
        response.Headers.ETag!.Tag.Should().Be($"\"{Path.GetFileName(key)[..32]}\"");
        response.Headers.AcceptRanges.Should().Equal("bytes");
        response.Headers.GetValues("x-amz-request-id").Should().Equal("0000000000000001");
    }

    [Fact]
    public async Task HEAD_of_a_URL_signed_for_HEAD_returns_the_headers_of_GET_and_no_body()
    {
        await using var host = await StoreHost.StartAsync();
        var key = await host.PutAsync("hello");
        var url = SigV4.Presign(host.Alice, "HEAD", host.Origin, "/_s3/scopix-uploads/" + key, TimeSpan.FromMinutes(1));

        var (head, get) = (await host.SendAsync(HttpMethod.Head, url), await host.GetAsync(host.Sign(key)));

        head.StatusCode.Should().Be(HttpStatusCode.OK);
        head.Content.Headers.ContentLength.Should().Be(5);
        head.Content.Headers.Should().BeEquivalentTo(get.Content.Headers);
        head.Headers.ETag.Should().Be(get.Headers.ETag);
        (await head.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task HEAD_of_a_URL_signed_for_GET_is_403_without_a_body()
    {
        await using var host = await StoreHost.StartAsync();
        var url = host.Sign(await host.PutAsync("hello"));

        var response = await host.SendAsync(HttpMethod.Head, url);

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await response.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_zero_byte_object_is_served()
    {
        await using var host = await StoreHost.StartAsync();
        var url = host.Sign(await host.PutAsync(""));

        var response = await host.GetAsync(url);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentLength.Should().Be(0);
    }

    [Fact]
    public async Task A_URL_is_valid_until_its_last_second_and_expired_after_it()
    {
        await using var host = await StoreHost.StartAsync();
        host.Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
        var url = host.Sign(await host.PutAsync("hello"), TimeSpan.FromMinutes(10));

        host.Now = new(2026, 3, 4, 5, 16, 7, TimeSpan.Zero);
        var last = await host.GetAsync(url);
        host.Now = new(2026, 3, 4, 5, 16, 7, 1, TimeSpan.Zero);
        var late = await host.GetAsync(url);

        last.StatusCode.Should().Be(HttpStatusCode.OK);
        late.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        late.Content.Headers.ContentType!.MediaType.Should().Be("application/xml");
        (await late.Content.ReadAsStringAsync()).Should().StartWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>"
            + "<Code>AccessDenied</Code><Message>Request has expired</Message><X-Amz-Expires>600</X-Amz-Expires>"
            + "<Expires>2026-03-04T05:16:07Z</Expires><ServerTime>2026-03-04T05:16:07Z</ServerTime><RequestId>");
    }

    [Fact]
    public async Task A_URL_dated_more_than_15_minutes_ahead_is_not_valid_yet()
    {
        await using var host = await StoreHost.StartAsync();
        host.Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
        var url = host.Sign(await host.PutAsync("hello"));

        host.Now -= TimeSpan.FromMinutes(15);
        var skewed = await host.GetAsync(url);
        host.Now -= TimeSpan.FromSeconds(1);
        var early = await host.GetAsync(url);

        skewed.StatusCode.Should().Be(HttpStatusCode.OK);
        (await early.ReadErrorAsync()).Should().Be("403 AccessDenied");
        (await early.ReadXmlAsync()).Element("Message")!.Value.Should().Be("Request is not yet valid");
    }

    [Fact]
    public async Task An_Authorization_header_beside_the_signature_is_ignored()
    {
        await using var host = await StoreHost.StartAsync();
        var url = host.Sign(await host.PutAsync("hello"));

        var response = await host.GetAsync(url, ("Authorization", "Bearer scopix_somebody"));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_object_of_another_account_is_no_such_key()
    {
        await using var host = await StoreHost.StartAsync();
        var key = await host.PutAsync("bob's", account: host.Bob);

        var response = await host.GetAsync(host.Sign(key));

        (await response.ReadErrorAsync()).Should().Be("404 NoSuchKey");
        (await response.ReadXmlAsync()).Elements().Select(e => e.Name.LocalName).Should()
            .Equal("Code", "Message", "Key", "RequestId", "HostId");
    }

    [Fact]
    public async Task Another_bucket_does_not_exist()
    {
        await using var host = await StoreHost.StartAsync();

        var response = await host.GetAsync(SigV4.Presign(host.Alice, "GET", host.Origin, "/_s3/other/key", TimeSpan.FromHours(1)));

        (await response.ReadErrorAsync()).Should().Be("404 NoSuchBucket");
    }

    [Theory]
    [InlineData("/_s3/")]
    [InlineData("/_s3/scopix-uploads")]
    [InlineData("/_s3/scopix-uploads/")]
    public async Task Listing_is_not_implemented(string path)
    {
        await using var host = await StoreHost.StartAsync();

        var response = await host.GetAsync(SigV4.Presign(host.Alice, "GET", host.Origin, path, TimeSpan.FromHours(1)));

        (await response.ReadErrorAsync()).Should().Be("501 NotImplemented");
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("BREW")]
    public async Task Other_methods_are_not_allowed(string method)
    {
        await using var host = await StoreHost.StartAsync();

        var response = await host.SendAsync(new HttpMethod(method), host.Sign("k"));

        (await response.ReadErrorAsync()).Should().Be("405 MethodNotAllowed");
        response.Content.Headers.Allow.Should().Equal("GET", "HEAD", "PUT");
    }

    [Theory]
    [InlineData("get")]
    [InlineData("Get")]
    [InlineData("head")]
    [InlineData("put")]
    public async Task A_method_in_lower_case_is_not_allowed(string method)
    {
        await using var host = await StoreHost.StartAsync();
        await host.PutAsync("1", "k1.txt");
        var url = SigV4.Presign(host.Alice, method, host.Origin, "/_s3/scopix-uploads/k1.txt", TimeSpan.FromHours(1));
        using var sent = RawPutRequest.Begin(method, host, url, "Content-Length: 0", "Connection: close");

        sent.ReadStatus().Should().Be("HTTP/1.1 405 Method Not Allowed");
    }
}
