using System.Net;
using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Contracts;

/// <summary>A target that is not the API ends the run at once, with one sentence.</summary>
[Collection("the suite as a process")]
public sealed class WrongTargetTests
{
    private const string HtmlResponse =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 28\r\nConnection: close\r\n\r\n<html>Welcome to it!</html>\n";
    private const string JsonResponse =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\nConnection: close\r\n\r\n{\"status\":\"ok\"}";
    private const string NotFoundResponse =
        "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    private const string RedirectResponse =
        "HTTP/1.1 301 Moved Permanently\r\nLocation: https://example.com/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    private const string TruncatedResponse =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\nConnection: close\r\n\r\n{\"items\":[";

    [Theory]
    [InlineData(HtmlResponse, "answers 200, text/html, and not a list of files")]
    [InlineData(JsonResponse, "answers 200, application/json, and not a list of files")]
    [InlineData(NotFoundResponse, "does not answer as the Scopix API does: GET /api/v2/files?limit=1 answers 404, text/html")]
    [InlineData(RedirectResponse, "redirects")]
    [InlineData(TruncatedResponse, "cannot be reached")]
    [InlineData("\u0001\u0002 no HTTP\r\n", "does not answer with HTTP; https may be meant")]
    [InlineData(null, "did not answer within 2 s")]
    public async Task A_target_that_is_not_the_API_ends_the_run_with_one_sentence(string? response, string sentence)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var serving = ServeAsync(server, response);

        var (code, output, _) = await ContractSuiteProcess
            .RunAsync(new Uri($"http://{server.LocalEndpoint}"), ["Folders"],
                ("SCOPIX_CONTRACT_PROBE_SECONDS", response is null ? "2" : "60"));

        ShouldBeOneSentence(code, output, sentence);
        server.Stop();
        await serving;
    }

    [Fact]
    public async Task An_unreachable_target_ends_the_run_with_one_sentence()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var address = new Uri($"http://{server.LocalEndpoint}");
        server.Stop();

        var (code, output, _) = await ContractSuiteProcess.RunAsync(address, ["Folders"]);

        ShouldBeOneSentence(code, output, "cannot be reached: ConnectionRefused");
    }

    [Fact]
    public async Task A_refused_key_ends_the_run_and_is_not_printed()
    {
        await using var api = await TestApi.StartAsync(options => options with { Auth = AuthMode.Strict });

        var (code, output, _) = await ContractSuiteProcess.RunAsync(api.Emulator!.BaseAddress, ["Folders"]);

        ShouldBeOneSentence(code, output, "refuses SCOPIX_API_KEY: it answers 401");
        output.Should().NotContain(ContractSuiteProcess.Key);
    }

    private static void ShouldBeOneSentence(int code, string output, string sentence)
    {
        code.Should().NotBe(0);
        output.Should().Contain(sentence);
        output.Trim().Split('\n').Should().HaveCountLessThan(5, output);
        output.Should().NotContain("[FAIL]");
    }

    /// <summary>Sends the response on every connection; with null it never responds.</summary>
    private static async Task ServeAsync(TcpListener server, string? response)
    {
        List<TcpClient> open = [];
        try
        {
            while (true)
            {
                var client = await server.AcceptTcpClientAsync();
                open.Add(client);
                if (response is null) continue;
                await client.GetStream().ReadAtLeastAsync(new byte[4096], 1);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(response));
                client.Close();
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            foreach (var client in open) client.Dispose();
        }
    }
}
