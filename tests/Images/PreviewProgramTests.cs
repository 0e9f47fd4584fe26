using System.Net.Http.Json;
using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Program;
using Xunit;

namespace Scopix.Emulator.Tests.Images;

/// <summary>How the emulator runs other programs, tested with a fake <c>ffmpeg</c> at the front of the PATH.</summary>
public sealed class PreviewProgramTests(PreviewProgramTests.FakeProgram fake) : IClassFixture<PreviewProgramTests.FakeProgram>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_requests_at_once_run_the_program_once()
    {
        if (OperatingSystem.IsWindows()) return;
        var poster = Path.Combine(AppContext.BaseDirectory, "media", "photo.jpg");
        using var client = await fake.CreateClientAsync($"cat '{poster}'");
        var url = await ThumbnailAsync(client);
        File.Delete(fake.Runs); // the blur hash needed one run

        var pictures = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.GetByteArrayAsync(url, Cancel)));

        pictures.Should().OnlyContain(picture => picture.SequenceEqual(pictures[0]));
        TestPictures.Describe(pictures[0]).Should().Be("jpeg 640x480");
        (await File.ReadAllLinesAsync(fake.Runs, Cancel)).Should().Equal("run");
    }

    [Fact]
    public async Task A_hanging_program_is_killed_after_ten_seconds_and_leaves_nothing()
    {
        if (OperatingSystem.IsWindows()) return;
        var file = Path.Combine(fake.Folder.Location, "pid");
        using var client = await fake.CreateClientAsync($"[ -f '{file}' ] || exit 1; echo $$ > '{file}'; exec sleep 321");
        var url = await ThumbnailAsync(client);
        await File.WriteAllTextAsync(file, "", Cancel);

        var picture = await client.GetByteArrayAsync(url, Cancel);

        TestPictures.IsPlaceholder(picture).Should().BeTrue();
        var pid = (await File.ReadAllTextAsync(file, Cancel)).Trim();
        pid.Should().NotBeEmpty();
        Directory.Exists("/proc/" + pid).Should().BeFalse("it is neither running nor a zombie");
        fake.Folder.ListObjects().Should().NotContain(path => path.Contains("staging", StringComparison.Ordinal));
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
        using var client = await fake.CreateClientAsync(script);
        var url = await ThumbnailAsync(client);
        File.Delete(fake.Runs);

        var picture = await client.GetByteArrayAsync(url, Cancel);

        TestPictures.Describe(picture).Should().Be("png 160x120");
        TestPictures.IsPlaceholder(picture).Should().BeTrue();
        File.Exists(fake.Runs).Should().BeTrue("the picture was requested from the program");
        fake.Folder.ListObjects().Should().NotContain(path => path.Contains("staging", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Previews_can_be_disabled()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var without = new FakeProgram("--previews", "off");
        using var client = await without.CreateClientAsync("exit 1");

        var picture = await client.GetByteArrayAsync(await ThumbnailAsync(client), Cancel);

        TestPictures.IsPlaceholder(picture).Should().BeTrue();
        File.Exists(without.Runs).Should().BeFalse();
    }

    /// <summary>Uploads a video, requests it once, and returns its thumbnail.</summary>
    private static async Task<string> ThumbnailAsync(HttpClient client)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.File("clip.mp4")), "file", "clip.mp4" } };
        using var uploaded = await client.PostAsync("/api/v2/files/upload", form, Cancel);
        var id = (await uploaded.Content.ReadFromJsonAsync<JsonElement>(Cancel)).Text("file_id");
        return (await client.GetFromJsonAsync<JsonElement>($"/api/v2/files/{id}", Cancel)).Text("thumbnail_url")!;
    }

    /// <summary>An emulator whose <c>ffmpeg</c> is a script that each test gives, and notes that it was run.</summary>
    public sealed class FakeProgram : IAsyncDisposable
    {
        private readonly Lazy<Task<EmulatorProcess>> _emulator;

        private int _tenants;

        public FakeProgram() : this([])
        {
        }

        internal FakeProgram(params string[] arguments) => _emulator = new(() => StartAsync(arguments));

        internal DataDirectory Folder { get; } = new();

        internal string Runs => Path.Combine(Folder.Location, "runs");

        private string Script => Path.Combine(Folder.Location, "script");

        /// <summary>Replaces the script and creates a client for a new tenant.</summary>
        internal async Task<HttpClient> CreateClientAsync(string script)
        {
            await File.WriteAllTextAsync(Script, script + "\n", Cancel);
            File.Delete(Runs);
            return (await _emulator.Value).CreateClient($"scopix_Preview{++_tenants}secretofatestthatissafe");
        }

        public async ValueTask DisposeAsync()
        {
            if (_emulator.IsValueCreated) await (await _emulator.Value).DisposeAsync();
            Folder.Dispose();
        }

        private async Task<EmulatorProcess> StartAsync(string[] arguments)
        {
            var program = Path.Combine(Directory.CreateDirectory(Path.Combine(Folder.Location, "bin")).FullName, "ffmpeg");
            await File.WriteAllTextAsync(program, $"#!/bin/sh\necho run >> '{Runs}'\n. '{Script}'\n", Cancel);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var path = Path.GetDirectoryName(program) + ":" + Environment.GetEnvironmentVariable("PATH");
            return await EmulatorProcess.StartAsync(
                ["--pipeline", "instant", "--data", Folder.Location, .. arguments], null, ("PATH", path));
        }
    }
}
