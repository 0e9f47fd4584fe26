using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FluentAssertions;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Storage;

public sealed class SigV4Tests
{
    private static readonly StorageAccount AmazonExampleAccount =
        new("t", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        () => new DateTimeOffset(2013, 5, 24, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Signing_the_example_of_the_S3_reference_gives_its_signature()
    {
        var origin = new Uri("https://examplebucket.s3.amazonaws.com");

        var url = SigV4.Presign(AmazonExampleAccount, "GET", origin, "/test.txt", TimeSpan.FromDays(1));

        url.AbsoluteUri.Should().Be("https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z"
            + "&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
            + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }

    [Theory]
    [InlineData("http://127.0.0.1:8340", "127.0.0.1:8340")]
    [InlineData("http://localhost", "localhost")]
    [InlineData("http://EXAMPLE.test:80", "example.test")]
    [InlineData("https://example.test:443/path", "example.test")]
    [InlineData("https://example.test:80", "example.test:80")]
    [InlineData("http://[::1]:8340", "[::1]:8340")]
    [InlineData("http://bücher.test", "xn--bcher-kva.test")]
    public void The_host_is_signed_as_clients_send_it(string origin, string host)
    {
        var url = SigV4.Presign(AmazonExampleAccount, "GET", new Uri(origin), "/k", TimeSpan.FromMinutes(1));

        url.OriginalString.Should().StartWith($"{new Uri(origin).Scheme}://{host}/k?");
        ParseQuery(url)["X-Amz-Signature"].Should().Be(ComputeSignature("GET", url, AmazonExampleAccount.SecretKey, [("host", host)]));
    }

    [Fact]
    public void Signed_headers_and_unusual_characters_agree_with_an_independent_computation()
    {
        (string, string)[] headers = [("x-amz-checksum-sha256", "q1w2/+="), ("content-type", "image/jpeg")];
        (string, string)[] query = [("response-content-disposition", "attachment; filename=\"a+b & c~ü.jpg\""), ("x-id", "")];

        var url = SigV4.Presign(AmazonExampleAccount, "PUT", new Uri("http://h:1"), "/_s3/b/ü +~*(1)/%41.jpg", TimeSpan.FromSeconds(90),
            query, headers);

        ParseQuery(url)["X-Amz-SignedHeaders"].Should().Be("content-type;host;x-amz-checksum-sha256");
        ParseQuery(url)["X-Amz-Signature"].Should().Be(ComputeSignature("PUT", url, AmazonExampleAccount.SecretKey,
            [("content-type", "image/jpeg"), ("host", "h:1"), ("x-amz-checksum-sha256", "q1w2/+=")]));
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(604_801)]
    [InlineData(-5)]
    public void A_lifetime_outside_of_a_second_to_a_week_cannot_be_signed(double seconds)
    {
        var sign = () => SigV4.Presign(AmazonExampleAccount, "GET", new Uri("http://h"), "/k", TimeSpan.FromSeconds(seconds));

        sign.Should().Throw<ArgumentOutOfRangeException>();
    }

    /// <summary>A second implementation of the algorithm, from the URL only and independent of the code under test.</summary>
    private static string ComputeSignature(string method, Uri url, string secret, (string Name, string Value)[] headers)
    {
        var query = ParseQuery(url);
        var text = url.OriginalString;
        var path = text[text.IndexOf('/', 8)..text.IndexOf('?')];
        var signed = query.Where(p => p.Key != "X-Amz-Signature").OrderBy(p => p.Key, StringComparer.Ordinal);
        var canonicalQuery = string.Join("&", signed.Select(p => p.Key + "=" + Uri.EscapeDataString(p.Value)));
        var request = $"{method}\n{path}\n{canonicalQuery}\n{string.Concat(headers.Select(h => h.Name + ":" + h.Value + "\n"))}\n"
            + $"{string.Join(";", headers.Select(h => h.Name))}\nUNSIGNED-PAYLOAD";
        var scope = query["X-Amz-Credential"].Split('/', 2)[1];
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + secret), ComputeHmac);
        var hash = ToHex(SHA256.HashData(Encoding.UTF8.GetBytes(request)));
        return ToHex(ComputeHmac(key, $"AWS4-HMAC-SHA256\n{query["X-Amz-Date"]}\n{scope}\n{hash}"));
    }

    private static string ToHex(byte[] bytes) => string.Concat(bytes.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));

    private static byte[] ComputeHmac(byte[] key, string text)
    {
        using var hmac = new HMACSHA256(key);
        return hmac.ComputeHash(Encoding.UTF8.GetBytes(text));
    }

    private static Dictionary<string, string> ParseQuery(Uri url) =>
        url.OriginalString.Split('?')[1].Split('&').Select(p => p.Split('='))
            .ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));
}
