using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Program;

/// <summary>The verb <c>proxy</c>: what it prints, and its exit codes.</summary>
public sealed class ProxyVerbTests
{
    [Fact]
    public async Task The_proxy_prints_its_address_and_a_summary_and_exits_with_0_when_nothing_deviates()
    {
        await using var api = await TestApi.StartAsync();

        var (exit, lines) = await RunAsync(api, path: "/api/v2/files", api.Key!);

        exit.Should().Be(0);
        lines[^1].Should().Be("1 requests, 1 without a deviation; 0 deviations from what is known, 0 from assumptions");
        lines.Should().Contain(line => line.StartsWith("Assumptions: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_path_of_the_API_may_be_in_the_address_of_the_service()
    {
        await using var api = await TestApi.StartAsync();

        var (exit, lines) = await RunAsync(api, "/api/v2/files", api.Key!, "--llama-to", api.Http.BaseAddress + "api/v1/");

        exit.Should().Be(0);
        var address = api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/');
        lines[0].Should().EndWith($"to {address} and {address}");
    }

    [Fact]
    public async Task With_a_shadow_the_start_names_the_address_of_the_differences()
    {
        await using var api = await TestApi.StartAsync();

        var (_, lines) = await RunAsync(api, "/api/v2/files", api.Key!, "--shadow");

        lines.Should().ContainSingle(line => line.StartsWith("  Results", StringComparison.Ordinal)).Which.Should()
            .EndWith("/_emulator/differences");
    }

    [Fact]
    public async Task A_recording_of_an_emulator_is_refused_with_exit_code_4()
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.StartAsync();

        var (exit, lines) = await RunAsync(api, "/api/v2/files", api.Key!, "--record", folder.Location);

        exit.Should().Be(4);
        lines.Should().Contain(line => line.StartsWith("Nothing was recorded: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_forward_proxy_prints_the_variables_of_its_clients_and_names_refused_hosts()
    {
        await using var api = await TestApi.StartAsync();
        await using var process = EmulatorProcess.StartVerb(
            ["proxy", "--to", api.Http.BaseAddress!.AbsoluteUri, "--port", "0", "--forward", "api.scopix.ai", "--forward-port", "0"]);
        List<string> lines = [];
        while (lines.Count == 0 || !lines[^1].Contains("Stop with Ctrl-C.", StringComparison.Ordinal))
            lines.Add((await process.ReadLineAsync())!);
        var variables = string.Join('\n', lines.Where(line => line.StartsWith("export ", StringComparison.Ordinal)));
        var file = Regex.Match(variables, "SSL_CERT_FILE=([^ ]+)").Groups[1].Value;
        var (isThere, address) = (File.Exists(file), Regex.Match(variables, "HTTPS_PROXY=([^ ]+)").Groups[1].Value);

        using var http = new HttpClient(new SocketsHttpHandler { Proxy = new System.Net.WebProxy(address) });
        await http.Invoking(client => client.GetAsync("https://other.test")).Should().ThrowAsync<HttpRequestException>();
        await process.TerminateAsync();
        while (await process.ReadLineAsync() is { } line) lines.Add(line);

        (isThere, File.Exists(file), await process.WaitForExitAsync()).Should().Be((true, false, 0));
        foreach (var name in (string[])["CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE"])
            variables.Should().Contain($"{name}={file}");
        lines.Should().Contain("CONNECT other.test:443: refused, --forward does not name it")
            .And.Contain("      1\u00d7 CONNECT other.test:443: refused, --forward does not name it");
    }

    [Theory]
    [InlineData("--to must be an http or https address", "--to", "api.scopix.ai")]
    [InlineData("without query and user", "--to", "https://api.scopix.ai/?key=1")]
    [InlineData("--port must be a number from 0 to 65535", "--to", "http://127.0.0.1:1", "--port", "70000")]
    [InlineData("--forward must be the name of a host", "--to", "http://127.0.0.1:1", "--forward", "https://api.scopix.ai")]
    [InlineData("--forward names each host; *.ai could", "--to", "http://127.0.0.1:1", "--forward", "*.ai")]
    [InlineData("--port and --forward-port must differ", "--to", "http://127.0.0.1:1", "--forward", "a.ai", "--forward-port", "8341")]
    [InlineData("--forward-port must be a number", "--to", "http://127.0.0.1:1", "--forward", "a.ai", "--forward-port", "70000")]
    [InlineData("--forward HOST, which is missing", "--to", "http://127.0.0.1:1", "--forward-port", "8343")]
    [InlineData("Option '--to' is required", "--json")]
    [InlineData("Argument 'never' not recognized", "--to", "http://127.0.0.1:1", "--fail-on", "never")]
    public async Task Wrong_options_are_refused_by_name(string problem, params string[] options)
    {
        var (exit, _, errors) = await EmulatorProcess.RunAsync(["proxy", .. options]);

        exit.Should().Be(2);
        errors.Should().Contain(problem).And.Contain("Run scopix-emulator proxy --help for all options.");
    }

    private static async Task<(int Exit, List<string> Lines)> RunAsync(TestApi api, string path, string key, params string[] options)
    {
        await using var process =
            EmulatorProcess.StartVerb(["proxy", "--to", api.Http.BaseAddress!.AbsoluteUri, "--port", "0", .. options]);
        List<string> lines = [];
        while (lines.Count == 0 || !lines[^1].Contains("Stop with Ctrl-C.", StringComparison.Ordinal))
            lines.Add((await process.ReadLineAsync())!);
        var address = Regex.Match(lines[0], @"forwards (http://\S+) to").Groups[1].Value;
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        (await http.GetAsync(new Uri(address + path))).Dispose();
        await process.TerminateAsync();
        while (await process.ReadLineAsync() is { } line) lines.Add(line);
        return (await process.WaitForExitAsync(), lines);
    }
}
