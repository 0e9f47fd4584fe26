using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Security;

/// <summary>Clients that send very slowly (slow loris), or nothing.</summary>
public sealed class SlowClientsTests
{
    private const string Upload =
        "POST /api/v2/files/upload HTTP/1.1\r\nHost: h\r\n{key}Content-Type: multipart/form-data; boundary=x\r\nContent-Length: "
        + "100000\r\n\r\n"
        + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"slow.txt\"\r\n\r\n";

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("half a line", "GET /api/v2/fi")]
    [InlineData("headers without end", "GET /api/v2/files HTTP/1.1\r\nHost: h\r\nX-A: ")]
    [InlineData("JSON that trickles",
        "POST /api/v2/folders HTTP/1.1\r\nHost: h\r\n{key}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"na")]
    [InlineData("an upload that trickles", Upload)]
    [InlineData("chunks that trickle",
        "POST /api/v2/folders HTTP/1.1\r\nHost: h\r\n{key}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"n")]
    public async Task Three_hundred_slow_clients_do_not_block_others_and_leave_nothing(string name, string partialRequest)
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.StartAsync(options => options with { Data = folder.Location });
        var bytes = Encoding.ASCII.GetBytes(
            partialRequest.Replace("{key}", $"Authorization: Bearer {api.Key}\r\n", StringComparison.Ordinal));
        var slowClients = new List<TcpClient>();
        for (var n = 0; n < 300; n++)
        {
            slowClients.Add(await RawHttp.ConnectAsync(api));
            await slowClients[^1].GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken);
        }

        var stopwatch = Stopwatch.StartNew();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        for (var n = 0; n < 20; n++) (await api.GetAsync($"/api/v2/files/{id}")).Status.Should().Be(200);
        stopwatch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10), name);
        foreach (var client in slowClients) client.Dispose();
        for (var tries = 0; tries < 1_000 && folder.ListObjects().Length > 1; tries++)
            await Task.Delay(10, TestContext.Current.CancellationToken);

        folder.ListObjects().Should().ContainSingle().Which.Should().EndWith(".jpg");
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(1);
    }
}
