using System.Net;
using FluentAssertions;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Storage;

public sealed class TamperedUrlTests
{
    private const string ParametersError = "400 AuthorizationQueryParametersError";

    [Theory]
    [InlineData("X-Amz-Signature=", "X-Amz-Signature=0", "403 SignatureDoesNotMatch")]
    [InlineData("X-Amz-Expires=3600", "X-Amz-Expires=7200", "403 SignatureDoesNotMatch")]
    [InlineData("/k1.txt", "/k2.txt", "403 SignatureDoesNotMatch")]
    [InlineData("/k1.txt", "//k1.txt", "403 SignatureDoesNotMatch")]
    [InlineData("/k1.txt", "/x/../k1.txt", "403 SignatureDoesNotMatch")]
    [InlineData("&X-Amz-Date", "&response-content-type=text%2Fhtml&X-Amz-Date", "403 SignatureDoesNotMatch")]
    [InlineData("&X-Amz-Date", "&x-amz-signature=0&X-Amz-Date", "403 SignatureDoesNotMatch")]
    [InlineData("X-Amz-SignedHeaders=host", "X-Amz-SignedHeaders=host%3Buser-agent", "403 SignatureDoesNotMatch")]
    [InlineData("X-Amz-SignedHeaders=host", "X-Amz-SignedHeaders=host%3B%3B%0A%00", "403 SignatureDoesNotMatch")]
    [InlineData("X-Amz-SignedHeaders=host", "X-Amz-SignedHeaders=range", "403 AccessDenied")]
    [InlineData("X-Amz-SignedHeaders=host", "X-Amz-SignedHeaders=", "403 AccessDenied")]
    [InlineData("AKIAALICE", "AKIABOB", "403 SignatureDoesNotMatch")]
    [InlineData("AKIAALICE", "AKIANOBODY", "403 InvalidAccessKeyId")]
    [InlineData("AKIAALICE", "", ParametersError)]
    [InlineData("us-east-1", "eu-west-1", ParametersError)]
    [InlineData("%2Fs3%2F", "%2Fsqs%2F", ParametersError)]
    [InlineData("aws4_request", "aws5_request", ParametersError)]
    [InlineData("%2F20260304%2F", "%2F20260303%2F", ParametersError)]
    [InlineData("X-Amz-Date=2026", "X-Amz-Date=99", ParametersError)]
    [InlineData("X-Amz-Date=20260304T050607Z", "X-Amz-Date=99991231T235959Z", ParametersError)]
    [InlineData("20260304", "99991231", "403 AccessDenied")]
    [InlineData("20260304", "00010101", "403 AccessDenied")]
    [InlineData("X-Amz-Expires=3600", "X-Amz-Expires=604801", ParametersError)]
    [InlineData("X-Amz-Expires=3600", "X-Amz-Expires=0", ParametersError)]
    [InlineData("X-Amz-Expires=3600", "X-Amz-Expires=-1", ParametersError)]
    [InlineData("X-Amz-Expires=3600", "X-Amz-Expires=1h", ParametersError)]
    [InlineData("X-Amz-Expires=3600", "X-Amz-Expires=99999999999999999999", ParametersError)]
    [InlineData("X-Amz-Expires=3600", "X-Amz-Expires=+3600", ParametersError)]
    [InlineData("X-Amz-Expires=3600", "X-Amz-Expires=%2B3600", ParametersError)]
    [InlineData("X-Amz-Expires=3600", "X-Amz-Expires=3600%20", ParametersError)]
    [InlineData("X-Amz-Expires=3600", "X-Amz-Expires=3600%00", ParametersError)]
    [InlineData("X-Amz-Expires=3600", "X-Amz-Expires=%EF%BC%93%EF%BC%96%EF%BC%90%EF%BC%90", ParametersError)]
    [InlineData("X-Amz-Expires=3600", "X-Amz-Expires=3600.0", ParametersError)]
    [InlineData("X-Amz-Expires=3600", "X-Amz-Expires=", ParametersError)]
    [InlineData("X-Amz-Expires=3600", "X-Amz-Expires=--1", ParametersError)]
    [InlineData("&X-Amz-SignedHeaders", "&X-Amz-Security-Token=bogus&X-Amz-SignedHeaders", "400 InvalidToken")]
    [InlineData("&X-Amz-SignedHeaders", "&X-Amz-Security-Token=&X-Amz-SignedHeaders", "400 InvalidToken")]
    [InlineData("&X-Amz-SignedHeaders", "&x-amz-security-token=bogus&X-Amz-SignedHeaders", "400 InvalidToken")]
    [InlineData("X-Amz-Date=20260304T050607Z", "X-Amz-Date=%EF%BC%92%EF%BC%90260304T050607Z", ParametersError)]
    [InlineData("X-Amz-Date=20260304T050607Z", "X-Amz-Date=20260304T050607Z%20", ParametersError)]
    [InlineData("X-Amz-Date=20260304T050607Z", "X-Amz-Date=2026-03-04T05:06:07Z", ParametersError)]
    [InlineData("X-Amz-Date=20260304T050607Z", "X-Amz-Date=20260304T050607z", ParametersError)]
    [InlineData("AKIAALICE%2F20260304", "AKIAALICE%2F2026034", ParametersError)]
    [InlineData("AKIAALICE%2F", "AKIAALICE%2Fx%2F", ParametersError)]
    [InlineData("X-Amz-Algorithm=AWS4", "x-amz-algorithm=AWS4", ParametersError)]
    [InlineData("AWS4-HMAC-SHA256&", "AWS4-ECDSA-P256-SHA256&", ParametersError)]
    [InlineData("AWS4-HMAC-SHA256&", "aws4-hmac-sha256&", ParametersError)]
    [InlineData("HMAC-SHA256", "HMAC-SHA1", ParametersError)]
    [InlineData("X-Amz-Algorithm=AWS4-HMAC-SHA256&", "", ParametersError)]
    [InlineData("X-Amz-Expires=3600&", "", ParametersError)]
    [InlineData("&X-Amz-SignedHeaders=host", "", ParametersError)]
    [InlineData("&X-Amz-Signature=", "&X-Amz-Signature=0&X-Amz-Signature=", ParametersError)]
    [InlineData("&X-Amz-Signature=", "&X%2DAmz-Signature=0&X-Amz-Signature=", ParametersError)]
    [InlineData("X-Amz-Expires=3600", "X-Amz-Expires=3600&X-Amz-Expires=3600", ParametersError)]
    [InlineData("X-Amz-Expires=3600", "X-Amz-Expires=3600&X-Amz-Expires=7200", ParametersError)]
    public async Task A_changed_URL_is_refused(string part, string replacement, string expectedError)
    {
        await using var host = await StoreHost.StartAsync();
        await host.PutAsync("1", "k1.txt");
        await host.PutAsync("2", "k2.txt");
        var url = host.Sign("k1.txt").AbsoluteUri;

        var response = await host.GetAsync(CreateUnescapedUri(url.Replace(part, replacement, StringComparison.Ordinal)));

        url.Should().Contain(part);
        (await response.ReadErrorAsync()).Should().Be(expectedError);
        host.Problems.Should().BeEmpty();
    }

    [Theory]
    [InlineData("X-Amz-Expires=-1", "X-Amz-Expires must be non-negative")]
    [InlineData("X-Amz-Expires=0", "X-Amz-Expires must be at least 1 second")]
    [InlineData("X-Amz-Expires=+300", "X-Amz-Expires should be a number")]
    [InlineData("X-Amz-Expires=604801", "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must "
        + "be less than 604800 seconds")]
    public async Task An_invalid_lifetime_is_refused_with_S3s_message(string lifetime, string message)
    {
        await using var host = await StoreHost.StartAsync();
        var url = host.Sign("k1.txt").AbsoluteUri.Replace("X-Amz-Expires=3600", lifetime, StringComparison.Ordinal);

        var response = await host.GetAsync(CreateUnescapedUri(url));

        (await response.ReadXmlAsync()).Element("Message")!.Value.Should().Be(message);
    }

    [Fact]
    public async Task An_unknown_session_token_is_refused_even_when_correctly_signed()
    {
        await using var host = await StoreHost.StartAsync();
        await host.PutAsync("1", "k1.txt");
        Uri Url((string, string)[]? query, (string, string)[]? headers) => SigV4.Presign(
            host.Alice, "GET", host.Origin, "/_s3/scopix-uploads/k1.txt", TimeSpan.FromHours(1), query, headers);

        var (inQuery, inHeader) = (
            await host.GetAsync(Url([("X-Amz-Security-Token", "FwoGZXIvYXdzEBc")], null)),
            await host.GetAsync(Url(null, [("x-amz-security-token", "FwoGZXIvYXdzEBc")]), ("x-amz-security-token", "FwoGZXIvYXdzEBc")));

        foreach (var response in new[] { inQuery, inHeader })
        {
            (await response.ReadErrorAsync()).Should().Be("400 InvalidToken");
            (await response.ReadXmlAsync()).Element("Token-0")!.Value.Should().Be("FwoGZXIvYXdzEBc");
        }
    }

    [Fact]
    public async Task A_signature_mismatch_shows_the_string_to_sign_and_the_canonical_request()
    {
        await using var host = await StoreHost.StartAsync();
        var url = host.Sign("k1.txt").AbsoluteUri;

        var response = await host.GetAsync(CreateUnescapedUri(url.Replace("k1", "k2", StringComparison.Ordinal)));

        var error = await response.ReadXmlAsync();
        error.Elements().Select(e => e.Name.LocalName).Should().Equal("Code", "Message", "AWSAccessKeyId", "StringToSign",
            "SignatureProvided", "StringToSignBytes", "CanonicalRequest", "CanonicalRequestBytes", "RequestId", "HostId");
        error.Element("CanonicalRequest")!.Value.Should().StartWith("GET\n/_s3/scopix-uploads/k2.txt\nX-Amz-Algorithm=");
    }

    [Fact]
    public async Task A_URL_requested_at_another_host_is_refused()
    {
        await using var host = await StoreHost.StartAsync();

        var response = await host.GetAsync(host.Sign("k1.txt"), ("Host", "example.test"));

        (await response.ReadErrorAsync()).Should().Be("403 SignatureDoesNotMatch");
    }

    [Theory]
    [InlineData("x-amz-meta-a", "403 AccessDenied")]
    [InlineData("x-amz-checksum-crc32", "403 AccessDenied")]
    [InlineData("x-amz-content-sha256", "404 NoSuchKey")]
    [InlineData("X-Other", "404 NoSuchKey")]
    public async Task An_amz_header_that_was_not_signed_is_refused(string header, string expectedError)
    {
        await using var host = await StoreHost.StartAsync();

        var response = await host.GetAsync(host.Sign("k1.txt"), (header, "1"));

        (await response.ReadErrorAsync()).Should().Be(expectedError);
    }

    [Theory]
    [InlineData("", "403 AccessDenied")]
    [InlineData("?X-Other=1", "403 AccessDenied")]
    [InlineData("?AWSAccessKeyId=AKIAALICE&Expires=1&Signature=abc%3D", "400 InvalidRequest")]
    public async Task Without_SigV4_parameters_nothing_is_served(string query, string expectedError)
    {
        await using var host = await StoreHost.StartAsync();
        await host.PutAsync("1", "k1.txt");
        var url = new Uri(host.Origin, "/_s3/scopix-uploads/k1.txt" + query);

        var response = await host.GetAsync(url, ("Authorization", "AWS4-HMAC-SHA256 x"));

        (await response.ReadErrorAsync()).Should().Be(expectedError);
    }

    [Theory]
    [InlineData("k 1+2~*.txt")]
    [InlineData("ü/%41/日本.txt")]
    [InlineData("a//b")]
    [InlineData("a/../k1.txt")]
    [InlineData("../../b0b0000000000002/objects/secret.txt")]
    [InlineData("dir")]
    [InlineData("dir/k3.txt/x")]
    [InlineData("a\nb")]
    public async Task An_impossible_key_is_no_such_key_even_when_correctly_signed(string key)
    {
        await using var host = await StoreHost.StartAsync();
        await host.PutAsync("3", "dir/k3.txt");
        await host.PutAsync("bob's", "secret.txt", host.Bob);
        var url = host.Sign(key).OriginalString.Replace("../", "..%2F", StringComparison.Ordinal);

        var response = await host.GetAsync(CreateUnescapedUri(url));

        (await response.ReadErrorAsync()).Should().Be("404 NoSuchKey");
        host.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task A_key_escaped_differently_than_it_was_signed_is_the_same_key()
    {
        await using var host = await StoreHost.StartAsync();
        await host.PutAsync("1", "k1.txt");
        var url = host.Sign("k1.txt").AbsoluteUri;

        var response = await host.GetAsync(CreateUnescapedUri(url.Replace("/k1", "/%6b1", StringComparison.Ordinal)));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("uploads")]
    [InlineData("acl")]
    [InlineData("versionId")]
    public async Task Subresources_are_not_implemented(string name)
    {
        await using var host = await StoreHost.StartAsync();
        await host.PutAsync("1", "k1.txt");

        var response = await host.GetAsync(SigV4.Presign(host.Alice, "GET", host.Origin, "/_s3/scopix-uploads/k1.txt",
            TimeSpan.FromHours(1), [(name, "")]));

        (await response.ReadErrorAsync()).Should().Be("501 NotImplemented");
    }

    /// <summary>A URL that is sent exactly as written.</summary>
    private static Uri CreateUnescapedUri(string url) =>
        new(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
