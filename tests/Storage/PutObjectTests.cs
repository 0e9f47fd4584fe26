using System.Net;
using System.Security.Cryptography;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Storage;

public sealed class PutObjectTests
{
    private const string Key = "staging/upl_1";
    private static readonly string Sha256 = Convert.ToBase64String(SHA256.HashData("hello"u8));
    private static readonly (string, string)[] Signed =
        [("Content-Type", "image/jpeg"), ("x-amz-checksum-sha256", Sha256), ("x-amz-sdk-checksum-algorithm", "SHA256")];

    [Fact]
    public async Task A_PUT_of_exactly_the_signed_headers_is_stored_and_answered_with_its_MD5()
    {
        await using var host = await StoreHost.StartAsync();

        var response = await host.UploadAsync(host.SignPut(Key, Signed), "hello", Signed);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.GetETag().Should().Be(Convert.ToHexStringLower(S3ResponseExtensions.Md5("hello"u8)));
        response.Headers.GetValues("x-amz-checksum-sha256").Should().Equal(Sha256);
        response.Content.Headers.ContentLength.Should().Be(0);
        (await host.ReadTextAsync(Key)).Should().Be("hello");
    }

    [Theory]
    [InlineData("Content-Type", "image/png")]
    [InlineData("Content-Type", "image/jpeg; charset=utf-8")]
    [InlineData("Content-Type", null)]
    [InlineData("x-amz-checksum-sha256", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("x-amz-checksum-sha256", null)]
    [InlineData("x-amz-sdk-checksum-algorithm", null)]
    public async Task A_signed_header_that_is_changed_or_left_out_breaks_the_signature(string name, string? value)
    {
        await using var host = await StoreHost.StartAsync();
        var sent = Signed.Where(header => header.Item1 != name).Concat(value is null ? [] : [(name, value)]).ToArray();

        var response = await host.UploadAsync(host.SignPut(Key, Signed), "hello", sent);

        (await response.ReadErrorAsync()).Should().Be("403 SignatureDoesNotMatch");
        host.ListFiles().Should().BeEmpty();
    }

    [Theory]
    [InlineData("x-amz-meta-a")]
    [InlineData("x-amz-checksum-sha256")]
    [InlineData("x-amz-sdk-checksum-algorithm")]
    [InlineData("x-amz-acl")]
    public async Task An_amz_header_that_was_not_signed_is_refused_by_name(string name)
    {
        await using var host = await StoreHost.StartAsync();

        var response = await host.UploadAsync(host.SignPut(Key), "hello", (name, "1"));

        (await response.ReadErrorAsync()).Should().Be("403 AccessDenied");
        (await response.ReadXmlAsync()).Element("HeadersNotSigned")!.Value.Should().Be(name);
    }

    [Fact]
    public async Task A_body_of_another_length_than_the_signed_one_is_refused()
    {
        await using var host = await StoreHost.StartAsync();
        var url = host.SignPut(Key, ("Content-Length", "5"));

        var signedLength = await host.UploadAsync(url, "hello");
        var longer = await host.UploadAsync(url, "hello!");

        signedLength.StatusCode.Should().Be(HttpStatusCode.OK);
        (await longer.ReadErrorAsync()).Should().Be("403 SignatureDoesNotMatch");
    }

    [Fact]
    public async Task Case_and_extra_spaces_of_signed_headers_do_not_matter()
    {
        await using var host = await StoreHost.StartAsync();
        var url = host.SignPut(Key, ("X-AMZ-Meta-Note", "  two  words "));

        var response = await host.UploadAsync(url, "hello", ("x-amz-META-note", "two words"));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(3599, 200)]
    [InlineData(3600, 403)]
    public async Task The_URL_expires_by_the_accounts_clock(int seconds, int status)
    {
        await using var host = await StoreHost.StartAsync();
        var url = host.SignPut(Key);
        host.Now += TimeSpan.FromSeconds(seconds);

        var response = await host.UploadAsync(url, "hello");

        ((int)response.StatusCode).Should().Be(status);
        response.Headers.Date.Should().Be(host.Now.AddTicks(-(host.Now.Ticks % TimeSpan.TicksPerSecond)));
        if (status == 403) (await response.ReadXmlAsync()).Element("Message")!.Value.Should().Be("Request has expired");
    }

    [Fact]
    public async Task An_upload_that_began_in_time_may_end_after_the_URL_has_expired()
    {
        await using var host = await StoreHost.StartAsync();
        using var raw = RawPutRequest.Begin(host, host.SignPut(Key), "Content-Length: 5");
        raw.Send("he");
        await WaitForAsync(() => host.ListFiles().Length == 1);
        host.Now += TimeSpan.FromDays(1);

        raw.Send("llo");

        raw.ReadStatus().Should().Be("HTTP/1.1 200 OK");
    }

    [Theory]
    [InlineData("staging")]
    [InlineData("staging/")]
    [InlineData("staging/../images/x.jpg")]
    [InlineData("staging/a b")]
    [InlineData("stagingx/a")]
    [InlineData("Staging/a")]
    [InlineData("images/a11ce00000000001/x.jpg")]
    public async Task Only_valid_keys_under_staging_can_be_written(string key)
    {
        await using var host = await StoreHost.StartAsync();
        var url = host.SignPut(key).OriginalString.Replace("../", "..%2F", StringComparison.Ordinal);

        var response =
            await host.UploadAsync(new Uri(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }), "hello");

        (await response.ReadErrorAsync()).Should().Be("403 AccessDenied");
        host.ListFiles().Should().BeEmpty();
    }

    [Fact]
    public async Task A_URL_signed_for_GET_cannot_PUT()
    {
        await using var host = await StoreHost.StartAsync();

        var response = await host.UploadAsync(host.Sign(Key), "hello");

        (await response.ReadErrorAsync()).Should().Be("403 SignatureDoesNotMatch");
    }

    [Fact]
    public async Task A_key_belongs_to_the_account_that_signed()
    {
        await using var host = await StoreHost.StartAsync();
        await host.UploadAsync(host.SignPut(Key), "alice's");

        await host.UploadAsync(host.Store.PresignPut(host.Bob, host.Origin, Key, TimeSpan.FromHours(1), []), "bob's");

        (await host.ReadTextAsync(Key)).Should().Be("alice's");
        (await host.Store.GetSizeAsync(host.Bob, Key, default)).Should().Be(5);
    }

    [Theory]
    [InlineData("Authorization", "Bearer x", "400 InvalidArgument")]
    [InlineData("Authorization", "AWS4-HMAC-SHA256 Credential=x", "400 InvalidArgument")]
    [InlineData("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "501 NotImplemented")]
    [InlineData("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "501 NotImplemented")]
    [InlineData("Content-Encoding", "aws-chunked", "501 NotImplemented")]
    [InlineData("Content-Encoding", "gzip, aws-chunked", "501 NotImplemented")]
    public async Task Headers_of_header_authentication_are_refused(string name, string value, string expectedError)
    {
        await using var host = await StoreHost.StartAsync();

        var response = await host.UploadAsync(host.SignPut(Key), "hello", (name, value));

        (await response.ReadErrorAsync()).Should().Be(expectedError);
        host.ListFiles().Should().BeEmpty();
    }

    [Fact]
    public async Task An_object_that_was_PUT_can_be_read_with_its_MD5_as_ETag()
    {
        await using var host = await StoreHost.StartAsync();
        var tag = (await host.UploadAsync(host.SignPut(Key), "0123456789")).GetETag();

        var response = await host.GetAsync(host.Sign(Key), ("Range", "bytes=2-4"));
        var unchanged = await host.GetAsync(host.Sign(Key), ("If-None-Match", $"\"{tag}\""));

        (await response.Content.ReadAsStringAsync()).Should().Be("234");
        response.GetETag().Should().Be(tag);
        response.Content.Headers.LastModified.Should().Be(host.Now.AddTicks(-(host.Now.Ticks % TimeSpan.TicksPerSecond)));
        unchanged.StatusCode.Should().Be(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_second_PUT_replaces_the_first_and_a_failed_one_does_not()
    {
        await using var host = await StoreHost.StartAsync();
        await host.UploadAsync(host.SignPut(Key), "first");
        await host.UploadAsync(host.SignPut(Key), "second");

        var failed = await host.UploadAsync(host.SignPut(Key), "third", ("Content-MD5", Convert.ToBase64String(new byte[16])));

        (await failed.ReadErrorAsync()).Should().Be("400 BadDigest");
        (await host.ReadTextAsync(Key)).Should().Be("second");
        host.ListFiles().Should().ContainSingle();
    }

    [Fact]
    public async Task Copies_are_not_implemented()
    {
        await using var host = await StoreHost.StartAsync();
        (string, string) source = ("x-amz-copy-source", "/scopix-uploads/staging/other");

        var response = await host.UploadAsync(host.SignPut(Key, source), "", source);

        (await response.ReadErrorAsync()).Should().Be("501 NotImplemented");
    }

    internal static async Task WaitForAsync(Func<bool> condition)
    {
        for (var i = 0; i < 500 && !condition(); i++) await Task.Delay(10);
        condition().Should().BeTrue();
    }
}
