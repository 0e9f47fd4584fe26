using System.Diagnostics;
using FluentAssertions;
using Scopix.Emulator.Tests.Security;
using Xunit;

namespace Scopix.Emulator.Tests.Journal;

/// <summary>
/// Targets, methods and names that no ordinary client sends: what the journal exports stays on the emulator and in one line.
/// </summary>
public sealed class HostileTargetsTests
{
    [Theory]
    [InlineData("//evil.example/api/v2/files", "//evil.example/api/v2/files")]
    [InlineData("//api/v2/files", "//api/v2/files")]
    [InlineData("//", "//")]
    [InlineData("//[", "//%5B")]
    [InlineData("//[::1", "//%5B::1")]
    [InlineData("///x", "///x")]
    [InlineData("/\\evil.example/x", "/%5Cevil.example/x")]
    [InlineData("//user:pass@evil.example:99/x?y=z", "//user:pass@evil.example:99/x?y=z")]
    [InlineData("http://{host}/api/v2/files?x=1", "/api/v2/files?x=1")]
    [InlineData("http://{host}//evil.example/x", "//evil.example/x")]
    [InlineData("http://{host}", "/")]
    [InlineData("/a%2Fb/%2541?q=%22%27", "/a%2Fb/%2541?q=%22%27")]
    [InlineData("/api/v2/files?tags[]={a}|^`", "/api/v2/files?tags%5B%5D=%7Ba%7D%7C%5E%60")]
    [InlineData("/x?'\"$(id)`id`<>", "/x?'%22$(id)%60id%60%3C%3E")]
    public async Task A_target_is_exported_behind_the_emulators_own_origin(string target, string path)
    {
        await using var api = await TestApi.StartAsync();
        var origin = api.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        var responses = await RawHttp
            .SendAsync(api,
                $"GET {target.Replace("{host}", api.Http.BaseAddress.Authority, StringComparison.Ordinal)} HTTP/1.1\r\nHost: "
                + $"{api.Http.BaseAddress.Authority}\r\nAuthorization: Bearer {api.Key}\r\n\r\n");

        var (har, curl) = (await api.GetAsync("/_emulator/requests?format=har"), await api.GetAsync("/_emulator/requests?format=curl"));

        RawHttp.ParseStatuses(responses).Should().MatchRegex("^(200|404|400) 200$");
        (har.Status, curl.Status).Should().Be((200, 200), har.Text + curl.Text);
        har["log"].GetProperty("entries")[0].GetProperty("request").GetProperty("url").GetString().Should().Be(origin + path);
        (await ParseShellWordsAsync(curl.Text))[3].Should().Be(origin + path);
        curl.Text.Should().NotContain(" http://evil").And.NotContain("'http://evil");
    }

    [Fact]
    public async Task An_options_request_for_the_whole_server_is_exported_with_its_target()
    {
        await using var api = await TestApi.StartAsync();
        await RawHttp
            .SendAsync(api, $"OPTIONS * HTTP/1.1\r\nHost: {api.Http.BaseAddress!.Authority}\r\nAuthorization: Bearer {api.Key}\r\n\r\n");

        var (har, curl) = (await api.GetAsync("/_emulator/requests?format=har"), await api.GetAsync("/_emulator/requests?format=curl"));

        (har.Status, curl.Status).Should().Be((200, 200));
        (await ParseShellWordsAsync(curl.Text)).Should().ContainInOrder("--request-target", "*");
    }

    [Theory]
    [InlineData("`touch${IFS}x`")]
    [InlineData("x|touch")]
    [InlineData("$(touch)")]
    [InlineData("GE'T")]
    public async Task A_method_with_shell_metacharacters_is_quoted(string method)
    {
        await using var api = await TestApi.StartAsync();
        await RawHttp
            .SendAsync(api,
                $"{method} /api/v2/files HTTP/1.1\r\nHost: {api.Http.BaseAddress!.Authority}\r\nAuthorization: Bearer "
                + $"{api.Key}\r\nContent-Length: 0\r\n\r\n");

        var lines = (await api.GetAsync("/_emulator/requests?format=curl")).Text;

        // the server itself refuses braces and parentheses
        if (lines.Length > 0) (await ParseShellWordsAsync(lines))[2].Should().Be(method);
    }

    [Fact]
    public async Task A_file_name_with_a_path_becomes_a_file_in_the_working_folder()
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAsync(Samples.Note(), "../../etc/passwd.txt");
        await api.UploadAsync(Samples.Note(1), "it's; `id` $(id).txt");

        var lines = (await api.GetAsync("/_emulator/requests?format=curl&order=oldest")).Text;

        (await ParseShellWordsAsync(lines)).Should().Contain(word => word.StartsWith("file=@\"passwd.txt\"", StringComparison.Ordinal)).And
            .Contain("file=@\"it's; `id` $(id).txt\"");
        lines.Should().NotContain("@\"..");
    }

    [Fact]
    public async Task A_base_url_that_ends_with_a_slash_keeps_its_host()
    {
        await using var api = await TestApi.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{api.Http.BaseAddress}/api/v2/files"));
        using var response = await api.Http.SendAsync(request, TestContext.Current.CancellationToken);

        var har = await api.GetAsync("/_emulator/requests?format=har");

        har["log"].GetProperty("entries")[0].GetProperty("request").GetProperty("url").GetString().Should()
            .Be($"{api.Http.BaseAddress}/api/v2/files");
    }

    /// <summary>The words into which a shell splits the lines, printed by a fake curl.</summary>
    private static async Task<string[]> ParseShellWordsAsync(string lines)
    {
        var start = new ProcessStartInfo("bash",
            ["-euc", "curl() { printf '%s\\0' curl \"$@\"; }\n" + lines])
        { RedirectStandardOutput = true };
        start.Environment["SCOPIX_API_KEY"] = "key";
        using var bash = Process.Start(start)!;
        var output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        bash.ExitCode.Should().Be(0, lines);
        return output.Split('\0');
    }
}
