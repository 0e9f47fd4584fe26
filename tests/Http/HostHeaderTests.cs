using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Http;

public sealed class HostHeaderTests
{
    [Theory]
    [InlineData("GET /api/v2/files HTTP/1.0\r\n")]
    [InlineData("GET /api/v2/files HTTP/1.1\r\nHost:\r\n")]
    [InlineData("GET /api/v2/files HTTP/1.1\r\nHost: !\r\n")]
    [InlineData("GET /api/v2/files HTTP/1.1\r\nHost: a_b\r\n")]
    [InlineData("GET /api/v2/files HTTP/1.1\r\nHost: xn--\r\n")]
    public async Task A_missing_or_invalid_Host_header_still_gives_working_URLs(string head)
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        var response = await SendRawAsync(api.Http.BaseAddress!, $"{head}Authorization: Bearer {api.Key}\r\nConnection: close\r\n\r\n");

        response.Should().StartWith("HTTP/1.1 200 OK\r\n");
        response.Should().MatchRegex("\"thumbnail_url\":\"http://[^/]+/_s3/");
    }

    private static async Task<string> SendRawAsync(Uri address, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
