using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Http;

/// <summary>What a page of another origin may read of storage's answers; a bucket's CORS is configuration, so this is assumed.</summary>
public sealed class StorageCorsTests
{
    private static readonly string[] RangeHeaders = ["Accept-Ranges", "Content-Range", "Content-Length", "Content-Encoding"];
    private static readonly string[] CommonHeaders = ["ETag", "X-Request-ID", "Retry-After", "Location", "Content-Disposition"];

    [Theory]
    [InlineData("bytes=0-9", 206)]
    [InlineData("bytes=99999999-", 416)]
    [InlineData("", 200)]
    public async Task A_page_on_another_origin_can_read_the_headers_of_a_range(string range, int status)
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        var url = (await api.GetAsync($"/api/v2/files/{id}/download")).Header("Location")!;

        var answer = await api.WithKey(null).SendAsync(
            HttpMethod.Get, url, null, [("Origin", "http://localhost:3000"), .. range.Length == 0 ? [] : new[] { ("Range", range) }]);

        answer.Status.Should().Be(status);
        answer.Header("Access-Control-Allow-Origin").Should().Be("*");
        answer.Header("Access-Control-Expose-Headers")!.Split(',').Should().Contain([.. RangeHeaders, .. CommonHeaders]);
        if (status == 206) answer.Header("Content-Range").Should().StartWith("bytes 0-9/");
    }

    [Fact]
    public async Task A_page_may_send_a_range_and_what_a_PUT_is_signed_with()
    {
        await using var api = await TestApi.StartAsync();

        var preflight = await api.WithKey(null).SendAsync(
            HttpMethod.Options, "/_s3/scopix-uploads/staging/x", null, ("Origin", "http://localhost:3000"),
            ("Access-Control-Request-Method", "PUT"), ("Access-Control-Request-Headers", "content-type,range,x-amz-checksum-sha256"));

        preflight.Status.Should().Be(204);
        preflight.Header("Access-Control-Allow-Headers").Should().Contain("range").And.Contain("x-amz-checksum-sha256");
        preflight.Header("Access-Control-Allow-Methods").Should().Contain("PUT");
    }

    [Fact]
    public async Task The_API_exposes_the_common_headers_and_no_range_headers()
    {
        await using var api = await TestApi.StartAsync();

        var answer = await api.SendAsync(HttpMethod.Get, "/api/v2/files", null, ("Origin", "http://localhost:3000"));

        answer.Header("Access-Control-Expose-Headers")!.Split(',').Should().Contain(CommonHeaders).And.NotContain(RangeHeaders);
    }
}
