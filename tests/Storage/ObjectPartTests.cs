using System.Net;
using FluentAssertions;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Storage;

/// <summary><c>?partNumber=</c> of GET and HEAD.</summary>
public sealed class ObjectPartTests
{
    [Theory]
    [InlineData("GET", "1")]
    [InlineData("GET", "001")]
    [InlineData("HEAD", "1")]
    public async Task Part_1_of_an_object_that_was_PUT_in_one_piece_is_the_whole_object(string method, string number)
    {
        await using var host = await StoreHost.StartAsync();
        var url = SignUrl(host, await host.PutAsync("0123456789"), [("partNumber", number)], method);

        var response = await host.SendAsync(new HttpMethod(method), url);

        response.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        response.Content.Headers.ContentRange!.ToString().Should().Be("bytes 0-9/10");
        response.Content.Headers.ContentLength.Should().Be(10);
        response.Headers.Contains("x-amz-mp-parts-count").Should().BeFalse();
        (await response.Content.ReadAsStringAsync()).Should().Be(method == "GET" ? "0123456789" : "");
    }

    [Fact]
    public async Task Part_1_of_an_empty_object_has_no_range()
    {
        await using var host = await StoreHost.StartAsync();

        var response = await host.GetAsync(SignUrl(host, await host.PutAsync(""), [("partNumber", "1")]));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentRange.Should().BeNull();
        response.Content.Headers.ContentLength.Should().Be(0);
    }

    [Theory]
    [InlineData("2", "416 InvalidPartNumber")]
    [InlineData("10000", "416 InvalidPartNumber")]
    [InlineData("0", "400 InvalidArgument")]
    [InlineData("10001", "400 InvalidArgument")]
    [InlineData("-1", "400 InvalidArgument")]
    [InlineData("+1", "400 InvalidArgument")]
    [InlineData(" 1", "400 InvalidArgument")]
    [InlineData("1.0", "400 InvalidArgument")]
    [InlineData("", "400 InvalidArgument")]
    [InlineData("\uff11", "400 InvalidArgument")]
    public async Task Another_part_does_not_exist_and_an_invalid_number_is_an_invalid_argument(string number, string expectedError)
    {
        await using var host = await StoreHost.StartAsync();

        var response = await host.GetAsync(SignUrl(host, await host.PutAsync("0123456789"), [("partNumber", number)]));

        (await response.ReadErrorAsync()).Should().Be(expectedError);
        var error = await response.ReadXmlAsync();
        if (expectedError.StartsWith("416", StringComparison.Ordinal))
            (error.Element("PartNumberRequested")!.Value, error.Element("ActualPartCount")!.Value).Should().Be((number, "1"));
        else (error.Element("ArgumentName")!.Value, error.Element("ArgumentValue")!.Value).Should().Be(("partNumber", number));
    }

    [Fact]
    public async Task A_part_number_with_a_range_is_refused_and_one_of_an_upload_or_an_assembled_object_is_not_implemented()
    {
        await using var host = await StoreHost.StartAsync();
        var key = await host.PutAsync("0123456789");
        var id = await host.Store.BeginMultipartAsync(host.Alice, "staging/upl_1", "", default);
        await host.UploadAsync(host.SignPart("staging/upl_1", id, 1), "hello");
        await host.Store.CompleteMultipartAsync(
            host.Alice, "staging/upl_1", id, (await host.Store.ListPartsAsync(host.Alice, "staging/upl_1", id, default))!, default);

        var both = await host.GetAsync(SignUrl(host, key, [("partNumber", "1")]), ("Range", "bytes=0-1"));
        var ofUpload = await host.GetAsync(SignUrl(host, key, [("partNumber", "1"), ("uploadId", "x")]));
        var assembled = await host.GetAsync(SignUrl(host, "staging/upl_1", [("partNumber", "1")]));

        (await both.ReadErrorAsync()).Should().Be("400 InvalidRequest");
        (await both.ReadXmlAsync()).Element("Message")!.Value.Should()
            .Be("Cannot specify both Range header and partNumber query parameter");
        (await ofUpload.ReadErrorAsync()).Should().Be("501 NotImplemented");
        (await assembled.ReadErrorAsync()).Should().Be("501 NotImplemented");
    }

    private static Uri SignUrl(StoreHost host, string key, (string, string)[] query, string method = "GET") =>
        SigV4.Presign(host.Alice, method, host.Origin, "/_s3/scopix-uploads/" + key, TimeSpan.FromHours(1), query);
}
