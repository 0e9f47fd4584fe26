using System.Diagnostics;
using System.Text;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Security;

/// <summary>File names that are harmful where they are echoed without escaping.</summary>
public sealed class HostileNamesTests
{
    public static TheoryData<string> Names =>
    [
        "a'; touch pwned; '.txt", "$(touch pwned).txt", "`touch pwned`.txt", "a\"; touch pwned; \".txt", "a;type=text/html.txt",
        "-o pwned.txt", "@pwned.txt", "<pwned.txt", "a\\'b.txt",
        "a\u001b]0;pwned\u0007.txt", "a\u009b31m.txt", "a\r\nSet-Cookie: a=b.txt", "a\nb.txt", "a\u0000b.txt", "a%0d%0aX-Evil: 1.txt",
        "a\u007f.txt", "a\u2028b.txt", "\u202etxt.exe.txt",
        "=HYPERLINK(\"http://evil.example\",\"x\").txt", "+1+cmd|' /C calc'!A0.txt", "@SUM(1).txt", "-1+1.txt", "\t=1.txt",
        "<img src=x onerror=alert(1)>.txt", "</script><script>alert(1)</script>.txt", "\"><svg onload=alert(1)>.txt", "../../pwned.txt",
        "CON.txt", "a?b#c%.txt", "{{7*7}}${7*7}.txt",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_file_name_is_treated_as_text_wherever_it_is_echoed(string name)
    {
        await using var api = await TestApi.StartAsync();
        await api.DeleteAsync("/_emulator/requests");
        var upload = await UploadAsync(api, name);
        upload.Status.Should().Be(201, upload.Text);
        var stored = (await api.GetAsync("/api/v2/files?limit=1"))["items"][0].GetProperty("filename").GetString()!;

        var download = await api.WithKey(null)
            .GetAsync((await api.GetAsync($"/api/v2/files/{upload["file_id"].GetString()}/download")).Header("Location")!);
        var csv = await ExportAsync(api);
        var curl = (await api.GetAsync("/_emulator/requests?format=curl&operation=files.upload")).Text;
        var har = await api.GetAsync("/_emulator/requests?format=har");

        stored.Should().NotMatchRegex(@"[\p{Cc}/\\]").And.NotBeEmpty();
        download.Bytes.Should().Equal(Samples.Note());
        download.Header("Content-Disposition").Should().StartWith("attachment; filename=\"").And.MatchRegex("^[ -~]+$");
        (download.Header("Content-Type"), download.Header("Set-Cookie"), download.Header("X-Evil")).Should().Be(("text/plain", null, null));
        csv.Split("\r\n")[1].Should().NotMatchRegex("^\"?[=+\\-@\t\r]").And.NotMatchRegex(@"\p{Cc}");
        curl.TrimEnd('\n').Should().NotMatchRegex(@"\p{Cc}").And.StartWith("curl -X POST 'http://");
        har.Json.GetProperty("log").GetProperty("entries").GetArrayLength().Should().BeGreaterThan(0);
        await ShouldRunHarmlesslyAsync(curl);
    }

    [Fact]
    public async Task Terminal_control_characters_are_escaped_in_a_curl_export()
    {
        await using var api = await TestApi.StartAsync();
        const string title = "red \u001b[31m \u009b'quoted' \\ back";
        await api.UploadAsync(Samples.Note(), "note.txt", "title=" + title);
        var stub = new UTF8Encoding(false).GetBytes("""{"query":"it's \ a"}""".Replace(" a", "\u007f a", StringComparison.Ordinal));
        await api.SendAsync(HttpMethod.Post, "/api/v2/files/search",
            new ByteArrayContent(stub) { Headers = { ContentType = new("application/json") } });

        var lines = (await api.GetAsync("/_emulator/requests?format=curl&order=oldest")).Text;

        lines.Replace("\n", "", StringComparison.Ordinal).Should().NotMatchRegex(@"\p{Cc}");
        (await PrintInShellAsync(lines.Split('\n').First(line => line.Contains("/upload", StringComparison.Ordinal)))).Should()
            .Contain("title=" + title);
    }

    [Fact]
    public async Task A_name_of_a_folder_a_project_or_a_tag_is_treated_as_text_too()
    {
        await using var api = await TestApi.StartAsync();
        const string name = "<b>'; $(id) =1+1 \u202e";

        var (folder, project) =
            (await api.PostAsync("/api/v2/folders", new { name }), await api.PostAsync("/api/v2/projects", new { name }));
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt", "tags=" + name, "title=" + name);

        (folder["name"].GetString(), project["name"].GetString()).Should().Be((name, name));
        (await api.GetAsync($"/api/v2/files/{id}"))["tags"][0].GetString().Should().Be(name);
    }

    private static async Task<TestResponse> UploadAsync(TestApi api, string name)
    {
        var file = new ByteArrayContent(Samples.Note());
        file.Headers.TryAddWithoutValidation("Content-Disposition",
            $"form-data; name=\"file\"; filename*=UTF-8''{Uri.EscapeDataString(name)}");
        return await api.SendAsync(HttpMethod.Post, "/api/v2/files/upload", new MultipartFormDataContent { file });
    }

    private static async Task<string> ExportAsync(TestApi api)
    {
        var export =
            await api.PostAsync("/api/v2/files/export", new { format = "csv", columns = new[] { new { field_key = "filename" } } });
        return (await api.WithKey(null).GetAsync(export["download_url"].GetString()!)).Text;
    }

    /// <summary>Checks that a shell runs nothing but curl (here replaced by nothing) for the line.</summary>
    private static async Task ShouldRunHarmlesslyAsync(string line)
    {
        using var folder = new DataDirectory();
        await RunBashAsync("curl() { :; }\n" + line, folder.Location);
        Directory.EnumerateFileSystemEntries(folder.Location).Should().BeEmpty(line);
    }

    private static async Task<string> PrintInShellAsync(string line)
    {
        using var folder = new DataDirectory();
        return await RunBashAsync("curl() { printf '%s\\n' \"$@\"; }\n" + line, folder.Location);
    }

    private static async Task<string> RunBashAsync(string script, string folder)
    {
        var start = new ProcessStartInfo("bash", ["-eu", "-c", script])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8
        };
        start.Environment["SCOPIX_API_KEY"] = "key";
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var bash = Process.Start(start)!;
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        bash.ExitCode.Should().Be(0, script);
        return output;
    }
}
