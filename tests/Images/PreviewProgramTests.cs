using System.Net.Http.Json;
using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Program;
using Xunit;

namespace Scopix.Emulator.Tests.Images;

/// <summary>How the emulator runs other programs, tested with a fake <c>ffmpeg</c> at the front of the PATH.</summary>
public sealed class PreviewProgramTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_requests_at_once_run_the_program_once()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new DataDirectory();
        var poster = Path.Combine(AppContext.BaseDirectory, "media", "photo.jpg");
        await using var emulatorProcess = await StartAsync(folder, $"echo run >> '{folder.Location}/runs'; cat '{poster}'");
        using var client = emulatorProcess.CreateClient();
        var url = await ThumbnailAsync(client);
        File.Delete(Path.Combine(folder.Location, "runs")); // the blur hash needed one run

        var pictures = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.GetByteArrayAsync(url, Cancel)));

        pictures.Should().OnlyContain(picture => picture.SequenceEqual(pictures[0]));
        TestPictures.Describe(pictures[0]).Should().Be("jpeg 640x480");
        (await File.ReadAllLinesAsync(Path.Combine(folder.Location, "runs"), Cancel)).Should().Equal("run");
    }

    [Fact]
    public async Task A_hanging_program_is_killed_after_ten_seconds_and_leaves_nothing()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new DataDirectory();
        await using var emulatorProcess =
            await StartAsync(folder, $"[ -f '{folder.Location}/pid' ] || exit 1; echo $$ > '{folder.Location}/pid'; exec sleep 321");
        using var client = emulatorProcess.CreateClient();
        var url = await ThumbnailAsync(client);
        await File.WriteAllTextAsync(Path.Combine(folder.Location, "pid"), "", Cancel);

        var picture = await client.GetByteArrayAsync(url, Cancel);

        TestPictures.IsPlaceholder(picture).Should().BeTrue();
        var pid = (await File.ReadAllTextAsync(Path.Combine(folder.Location, "pid"), Cancel)).Trim();
        pid.Should().NotBeEmpty();
        Directory.Exists("/proc/" + pid).Should().BeFalse("it is neither running nor a zombie");
        folder.ListObjects().Should().NotContain(path => path.Contains("staging", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("echo no >&2; exit 1")]
    [InlineData("exit 0")]
    [InlineData("kill -9 $$")]
    [InlineData("head -c 100000000 /dev/zero")]
    [InlineData("head -c 1000000 /dev/zero >&2; exit 3")]
    public async Task A_preview_program_that_fails_or_prints_garbage_affects_only_the_picture(string script)
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new DataDirectory();
        await using var emulatorProcess = await StartAsync(folder, script);
        using var client = emulatorProcess.CreateClient();

        var picture = await client.GetByteArrayAsync(await ThumbnailAsync(client), Cancel);

        TestPictures.Describe(picture).Should().Be("png 160x120");
        TestPictures.IsPlaceholder(picture).Should().BeTrue();
        folder.ListObjects().Should().NotContain(path => path.Contains("staging", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Previews_can_be_disabled()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new DataDirectory();
        await using var emulatorProcess = await StartAsync(folder, $"echo run >> '{folder.Location}/runs'; exit 1", "--previews", "off");
        using var client = emulatorProcess.CreateClient();

        var picture = await client.GetByteArrayAsync(await ThumbnailAsync(client), Cancel);

        TestPictures.IsPlaceholder(picture).Should().BeTrue();
        File.Exists(Path.Combine(folder.Location, "runs")).Should().BeFalse();
    }

    /// <summary>Uploads a video, requests it once, and returns its thumbnail.</summary>
    private static async Task<string> ThumbnailAsync(HttpClient client)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.File("clip.mp4")), "file", "clip.mp4" } };
        using var uploaded = await client.PostAsync("/api/v2/files/upload", form, Cancel);
        var id = (await uploaded.Content.ReadFromJsonAsync<JsonElement>(Cancel)).Text("file_id");
        return (await client.GetFromJsonAsync<JsonElement>($"/api/v2/files/{id}", Cancel)).Text("thumbnail_url")!;
    }

    private static async Task<EmulatorProcess> StartAsync(DataDirectory folder, string script, params string[] arguments)
    {
        var program = Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Location, "bin")).FullName, "ffmpeg");
        await File.WriteAllTextAsync(program, "#!/bin/sh\n" + script + "\n", Cancel);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var path = Path.GetDirectoryName(program) + ":" + Environment.GetEnvironmentVariable("PATH");
        return await EmulatorProcess.StartAsync(["--pipeline", "instant", "--data", folder.Location, .. arguments], null, ("PATH", path));
    }
}
