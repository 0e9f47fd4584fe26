using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Http;

/// <summary>
/// The storage headers that a page on another origin may read; a bucket's CORS rules are configuration, so this is assumed.
/// </summary>
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

        var response = await api.WithKey(null).SendAsync(
            HttpMethod.Get, url, null, [("Origin", "http://localhost:3000"), .. range.Length == 0 ? [] : new[] { ("Range", range) }]);

        response.Status.Should().Be(status);
        response.Header("Access-Control-Allow-Origin").Should().Be("*");
        response.Header("Access-Control-Expose-Headers")!.Split(',').Should().Contain([.. RangeHeaders, .. CommonHeaders]);
        if (status == 206) response.Header("Content-Range").Should().StartWith("bytes 0-9/");
    }

    [Fact]
    public async Task A_page_may_send_a_range_and_the_signed_headers_of_a_PUT()
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

        var response = await api.SendAsync(HttpMethod.Get, "/api/v2/files", null, ("Origin", "http://localhost:3000"));

        response.Header("Access-Control-Expose-Headers")!.Split(',').Should().Contain(CommonHeaders).And.NotContain(RangeHeaders);
    }
}
