using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Security;

/// <summary>Paths that would reach other files or routes if they were used literally.</summary>
public sealed class PathTests
{
    [Theory]
    [InlineData("/api/v2/../../etc/passwd", 404)]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd", 404)]
    [InlineData("/api/v2/files/%2e%2e/%2e%2e/_emulator/reset", 404)]
    [InlineData("/api/v2/files/..%2f..%2f_emulator%2freset", 422)]
    [InlineData("/api/v2/files/%5c..%5c..%5c", 422)]
    [InlineData("/api/v2/files/\\..\\..", 422)]
    [InlineData("/api/v2/files/%c0%ae%c0%ae%c0%af", 422)]
    [InlineData("/api/v2/files/%ff", 422)]
    [InlineData("/api/v2/files/%zz", 422)]
    [InlineData("/api/v2/files/%00", 400)]
    [InlineData("/api/v2/files/%25%30%30", 422)]
    [InlineData("//_emulator/reset", 404)]
    [InlineData("/_emulator/files/%2e%2e/%2e%2e/reset", 404)]
    [InlineData("/_s3/scopix-uploads/..%2f..%2fetc%2fpasswd", 403)]
    [InlineData("/_s3/scopix-uploads/images/%2e%2e/%2e%2e/x", 403)]
    [InlineData("/_s3/%2e%2e/%2e%2e/etc/passwd", 404)]
    [InlineData("/api/v2/files/\u0080", 400)]
    public async Task A_manipulated_path_reaches_no_other_route_and_no_file(string path, int status)
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.StartAsync(options => options with { Data = folder.Location });
        await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");

        var responses = await RawHttp
            .SendAsync(api, $"GET {path} HTTP/1.1\r\nHost: {api.Http.BaseAddress!.Authority}\r\nAuthorization: Bearer {api.Key}\r\n\r\n");

        RawHttp.ParseStatuses(responses).Should().StartWith($"{status}", responses);
        responses.Should().NotContain("root:");
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task A_path_of_60_000_characters_is_refused_like_any_other()
    {
        await using var api = await TestApi.StartAsync();

        var responses = await RawHttp
            .SendAsync(api, $"GET /api/v2/files/{new string('a', 60_000)} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {api.Key}\r\n\r\n");

        RawHttp.ParseStatuses(responses).Should().Be("422 200");
    }

    [Theory]
    [InlineData("/_EMULATOR/info")]
    [InlineData("/api/v2/../../_emulator/info")]
    [InlineData("/_emulator/%69nfo")]
    public async Task The_control_API_is_guarded_however_its_path_is_written(string path)
    {
        await using var api = await TestApi.StartAsync();

        var responses = await RawHttp.SendAsync(api, $"GET {path} HTTP/1.1\r\nHost: evil.example\r\n\r\n");

        RawHttp.ParseStatuses(responses).Should().Be("403 200", responses);
        responses.Should().Contain("CONTROL_REFUSED");
    }

    [Theory]
    [InlineData("../../../outside.jpg")]
    [InlineData("..\\..\\outside.jpg")]
    [InlineData("/etc/outside.jpg")]
    [InlineData("C:\\outside.jpg")]
    [InlineData("..")]
    [InlineData("a/\u0000b.jpg")]
    public async Task A_name_with_folders_stays_in_the_data_folder(string name)
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.StartAsync(options => options with { Data = Path.Combine(folder.Location, "data") });
        var file = new ByteArrayContent(Samples.Photo());
        file.Headers.TryAddWithoutValidation("Content-Disposition",
            $"form-data; name=\"file\"; filename*=UTF-8''{Uri.EscapeDataString(name)}");

        var response = await api.SendAsync(HttpMethod.Post, "/api/v2/files/upload", new MultipartFormDataContent { file });

        response.Status.Should().Be(201, response.Text);
        Directory.EnumerateFileSystemEntries(folder.Location).Select(Path.GetFileName).Should().Equal("data");
        Directory.EnumerateFiles(folder.Location, "*outside*", SearchOption.AllDirectories).Should().BeEmpty();
    }
}
