using System.Net;
using FluentAssertions;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Storage;

public sealed class ReadingTests
{
    [Theory]
    [InlineData("bytes=0-0", "0", "bytes 0-0/10")]
    [InlineData("bytes=2-4", "234", "bytes 2-4/10")]
    [InlineData("bytes=7-", "789", "bytes 7-9/10")]
    [InlineData("bytes=-3", "789", "bytes 7-9/10")]
    [InlineData("bytes=-99", "0123456789", "bytes 0-9/10")]
    [InlineData("bytes=8-99", "89", "bytes 8-9/10")]
    [InlineData("Bytes=0-99999999999999999999", "0123456789", "bytes 0-9/10")]
    public async Task A_range_returns_206(string range, string body, string contentRange)
    {
        await using var host = await StoreHost.StartAsync();
        var url = host.Sign(await host.PutAsync("0123456789"));

        var response = await host.GetAsync(url, ("Range", range));

        response.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        (await response.Content.ReadAsStringAsync()).Should().Be(body);
        response.Content.Headers.ContentRange!.ToString().Should().Be(contentRange);
        response.Content.Headers.ContentLength.Should().Be(body.Length);
    }

    [Theory]
    [InlineData("bytes=0-1,4-5")]
    [InlineData("bytes=4-2")]
    [InlineData("bytes=-")]
    [InlineData("bytes=")]
    [InlineData("bytes=a-b")]
    [InlineData("bytes=--1")]
    [InlineData("bytes=1-2-3")]
    [InlineData("bytes=+1-2")]
    [InlineData("lines=0-1")]
    [InlineData("0-1")]
    public async Task Anything_but_a_single_range_is_ignored(string range)
    {
        await using var host = await StoreHost.StartAsync();
        var url = host.Sign(await host.PutAsync("0123456789"));

        var response = await host.GetAsync(url, ("Range", range));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).Should().Be("0123456789");
    }

    [Theory]
    [InlineData("0123456789", "bytes=10-")]
    [InlineData("0123456789", "bytes=99999999999999999999-")]
    [InlineData("0123456789", "bytes=-0")]
    [InlineData("", "bytes=0-")]
    [InlineData("", "bytes=-1")]
    public async Task A_range_outside_of_the_object_is_416(string body, string range)
    {
        await using var host = await StoreHost.StartAsync();
        var url = host.Sign(await host.PutAsync(body));

        var response = await host.GetAsync(url, ("Range", range));

        (await response.ReadErrorAsync()).Should().Be("416 InvalidRange");
        (await response.ReadXmlAsync()).Element("RangeRequested")!.Value.Should().Be(range);
        (await response.ReadXmlAsync()).Element("ActualObjectSize")!.Value.Should().Be($"{body.Length}");
    }

    [Theory]
    [InlineData("If-Match", "*", 200)]
    [InlineData("If-Match", "TAG", 200)]
    [InlineData("If-Match", "\"no\", TAG", 200)]
    [InlineData("If-Match", "\"no\"", 412)]
    [InlineData("If-None-Match", "TAG", 304)]
    [InlineData("If-None-Match", "W/TAG", 304)]
    [InlineData("If-None-Match", "*", 304)]
    [InlineData("If-None-Match", "\"no\"", 200)]
    [InlineData("If-Modified-Since", "Wed, 04 Mar 2026 05:06:07 GMT", 304)]
    [InlineData("If-Modified-Since", "Wed, 04 Mar 2026 05:06:06 GMT", 200)]
    [InlineData("If-Modified-Since", "yesterday", 200)]
    [InlineData("If-Unmodified-Since", "Wed, 04 Mar 2026 05:06:07 GMT", 200)]
    [InlineData("If-Unmodified-Since", "Wed, 04 Mar 2026 05:06:06 GMT", 412)]
    [InlineData("If-Unmodified-Since", "yesterday", 200)]
    public async Task A_conditional_header_decides_the_status(string header, string value, int status)
    {
        await using var host = await StoreHost.StartAsync();
        var key = await host.PutAsync("hello");

        var response = await host.GetAsync(host.Sign(key), (header, ReplaceETag(value, key)));

        ((int)response.StatusCode).Should().Be(status);
        if (status == 412) (await response.ReadXmlAsync()).Element("Condition")!.Value.Should().Be(header);
        if (status == 304) response.Headers.ETag.Should().NotBeNull();
        if (status == 304) (await response.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("If-Match", "TAG", "If-Unmodified-Since", 200)]
    [InlineData("If-None-Match", "\"no\"", "If-Modified-Since", 200)]
    public async Task An_ETag_condition_overrides_a_date_condition(string header, string value, string other, int status)
    {
        await using var host = await StoreHost.StartAsync();
        var key = await host.PutAsync("hello");
        var date = other == "If-Modified-Since" ? "Wed, 04 Mar 2026 06:00:00 GMT" : "Wed, 04 Mar 2026 05:00:00 GMT";

        var response = await host.GetAsync(host.Sign(key), (header, ReplaceETag(value, key)), (other, date));

        ((int)response.StatusCode).Should().Be(status);
    }

    [Theory]
    [InlineData("TAG", 206)]
    [InlineData("\"no\"", 200)]
    [InlineData("Wed, 04 Mar 2026 05:06:07 GMT", 206)]
    [InlineData("Wed, 04 Mar 2026 05:06:06 GMT", 200)]
    public async Task If_Range_of_another_version_gives_the_whole_object(string value, int status)
    {
        await using var host = await StoreHost.StartAsync();
        var key = await host.PutAsync("hello");

        var response = await host.GetAsync(host.Sign(key), ("Range", "bytes=0-1"), ("If-Range", ReplaceETag(value, key)));

        ((int)response.StatusCode).Should().Be(status);
    }

    [Fact]
    public async Task A_disposition_with_an_encoded_name_is_returned_unchanged()
    {
        await using var host = await StoreHost.StartAsync();
        var disposition = "attachment; filename*=UTF-8''" + Uri.EscapeDataString("Übung & 日本+1.jpg");

        var response = await host.GetAsync(host.Sign(await host.PutAsync("hello"), disposition: disposition));

        response.Content.Headers.GetValues("Content-Disposition").Should().Equal(disposition);
    }

    [Fact]
    public async Task All_six_response_header_overrides_are_applied()
    {
        await using var host = await StoreHost.StartAsync();
        (string, string)[] overrides = [("response-content-type", "text/html; a=b"), ("response-content-language", "el"),
            ("response-expires", "never"), ("response-cache-control", "no-store"), ("response-content-disposition", "inline"),
            ("response-content-encoding", "identity")];
        var key = await host.PutAsync("hello");

        var response = await host.GetAsync(SignUrl(host, key, overrides));

        var names = overrides.Select(o => o.Item1.Replace("response-", "", StringComparison.Ordinal));
        var sent = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).ToDictionary(
            h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        names.Select(name => sent[name]).Should().Equal(overrides.Select(o => o.Item2));
    }

    [Theory]
    [InlineData("a\r\nSet-Cookie: x=1")]
    [InlineData("a\0b")]
    [InlineData("\u007f")]
    [InlineData("filename=Übung.jpg")]
    [InlineData("filename=日本.jpg")]
    [InlineData("\ud83d\ude00 & <b>")]
    public async Task A_value_that_no_header_can_hold_is_an_invalid_argument(string value)
    {
        await using var host = await StoreHost.StartAsync();

        var response = await host.GetAsync(host.Sign(await host.PutAsync("hello"), disposition: value));

        (await response.ReadErrorAsync()).Should().Be("400 InvalidArgument");
        (await response.ReadXmlAsync()).Element("ArgumentName")!.Value.Should().Be("response-content-disposition");
        response.Content.Headers.Contains("Content-Disposition").Should().BeFalse();
        host.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task The_first_of_a_repeated_override_counts()
    {
        await using var host = await StoreHost.StartAsync();
        var (one, other) = ("response-content-type=image%2Fpng", "response-content-type=text%2Fhtml");
        (string, string)[] twice = [("response-content-type", "image/png"), ("response-content-type", "text/html")];
        var url = SignUrl(host, await host.PutAsync("hello"), twice).AbsoluteUri;

        var asSigned = await host.GetAsync(new Uri(url));
        var swapped = await host.GetAsync(new Uri(url.Replace($"{one}&{other}", $"{other}&{one}", StringComparison.Ordinal)));

        asSigned.Content.Headers.ContentType!.MediaType.Should().Be("image/png");
        swapped.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
    }

    private static string ReplaceETag(string value, string key) =>
        value.Replace("TAG", $"\"{Path.GetFileName(key)[..32]}\"", StringComparison.Ordinal);

    private static Uri SignUrl(StoreHost host, string key, (string, string)[] query) =>
        SigV4.Presign(host.Alice, "GET", host.Origin, "/_s3/scopix-uploads/" + key, TimeSpan.FromHours(1), query);
}
