using FluentAssertions;
using Scopix.Emulator.Tests.Program;
using Scopix.Media.Previews;
using Xunit;

namespace Scopix.Emulator.Tests.Images;

/// <summary>Pictures of the program with nothing on the PATH.</summary>
public sealed class ProgramPictureTests(ProgramPictureTests.WithoutPrograms shared) : IClassFixture<ProgramPictureTests.WithoutPrograms>
{
    private static readonly (string, string) EmptyPath = ("PATH", "/nonexistent");

    [Fact]
    public async Task Pictures_are_real_and_libvips_is_not_in_the_program_s_process()
    {
        var emulator = await shared.Emulator;
        using var client = emulator.CreateClient();
        (string Name, string Expected)[] files =
        [
            ("photo.jpg", "jpeg 256x192"), ("rotated.jpg", "jpeg 192x256"), ("photo.png", "png 200x150"), ("photo.webp", "webp 256x192"),
            ("animation.gif", "png 120x90"),
        ];

        foreach (var (name, expected) in files)
        {
            var (picture, hint) = await client.ThumbnailAsync(Samples.File(name), name);
            TestPictures.Describe(picture).Should().Be(expected);
            TestPictures.IsPlaceholder(picture).Should().BeFalse(name);
            hint.Should().BeNull(name);
        }
        if (OperatingSystem.IsLinux()) (await File.ReadAllTextAsync($"/proc/{emulator.Id}/maps")).Should().NotContain("libvips");
    }

    [Fact]
    public async Task The_worker_ends_with_the_program_even_when_that_is_killed()
    {
        if (!OperatingSystem.IsLinux()) return;
        await using var emulator = await EmulatorProcess.StartAsync(["--pipeline", "instant"], null, EmptyPath);
        using var client = emulator.CreateClient();
        await client.ThumbnailAsync(Samples.Photo(), "photo.jpg");
        using var worker = System.Diagnostics.Process.GetProcessById(FindChild(emulator.Id));

        emulator.Kill();

        await worker.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Without_programs_the_banner_and_the_responses_say_what_is_missing()
    {
        var emulator = await shared.Emulator;
        using var client = emulator.CreateClient();

        var video = await client.ThumbnailAsync(Samples.File("clip.mp4"), "clip.mp4");
        var pdf = await client.ThumbnailAsync(Samples.File("report.pdf"), "report.pdf");

        emulator.Banner.Should().Contain(
            "  Pictures placeholders for videos (they need ffmpeg on the PATH), PDFs (they need vipsthumbnail or pdftoppm on the PATH)\n");
        video.Hint.Should().Be("This is a placeholder: real pictures need ffmpeg on the PATH.");
        pdf.Hint.Should().Be("This is a placeholder: real pictures need vipsthumbnail or pdftoppm on the PATH.");
    }

    [Fact]
    public async Task Without_its_worker_the_program_says_so()
    {
        using var program = new ProgramCopy();
        await using var emulator = await EmulatorProcess.StartProgramAsync(program.Dll, ["--pipeline", "instant"], null, EmptyPath);
        using var client = emulator.CreateClient();

        var (picture, hint) = await client.ThumbnailAsync(Samples.Photo(), "photo.jpg");

        const string missing = "the worker in the folder \"pictures\" beside the program, or vipsthumbnail on the PATH";
        emulator.Banner.Should().Contain($"  Pictures placeholders for images (they need {missing}), videos (");
        TestPictures.IsPlaceholder(picture).Should().BeTrue();
        hint.Should().Be($"This is a placeholder: real pictures need {missing}.");
    }

    [Fact]
    public async Task A_worker_that_does_not_start_counts_as_missing_after_the_first_picture()
    {
        if (OperatingSystem.IsWindows()) return;
        using var program = new ProgramCopy();
        var folder = Directory.CreateDirectory(Path.Combine(program.Folder, "pictures")).FullName;
        foreach (var name in (string[])["Scopix.Pictures.dll", VipsLibraryFile.Name])
            await File.WriteAllTextAsync(Path.Combine(folder, name), "damaged");
        await using var emulator = await EmulatorProcess.StartProgramAsync(program.Dll, ["--pipeline", "instant"], null, EmptyPath);
        using var client = emulator.CreateClient();

        var (picture, hint) = await client.ThumbnailAsync(Samples.Photo(), "photo.jpg");

        TestPictures.IsPlaceholder(picture).Should().BeTrue();
        hint.Should().StartWith("This is a placeholder: real pictures need the worker in the folder");
    }

    [Fact]
    public async Task With_previews_off_the_responses_say_so_and_the_banner_says_nothing()
    {
        await using var emulator = await EmulatorProcess.StartAsync(["--pipeline", "instant", "--previews", "off"], null, EmptyPath);
        using var client = emulator.CreateClient();

        var (_, hint) = await client.ThumbnailAsync(Samples.Photo(), "photo.jpg");

        hint.Should().Be("This is a placeholder: the emulator was started with --previews off.");
        emulator.Banner.Should().NotContain("placeholders");
    }

    [Fact]
    public async Task An_animation_gives_its_first_frame()
    {
        using var client = (await shared.Emulator).CreateClient();

        var details = await client.UploadAsync(TestGif.Create(40, (255, 0, 0), (0, 0, 255)), "signal.gif");

        BlurHash.DecodeFactors(details.Text("blur_hash")!)[..3].Should().Equal(1, 0, 0);
    }

    [Fact]
    public async Task Pdftoppm_draws_first_pages_where_vipsthumbnail_is_missing()
    {
        var program = ExternalPrograms.Require("pdftoppm");
        using var folder = new DataDirectory();
        File.CreateSymbolicLink(Path.Combine(folder.Location, "pdftoppm"), program);
        await using var emulator = await EmulatorProcess.StartAsync(["--pipeline", "instant"], null, ("PATH", folder.Location));
        using var client = emulator.CreateClient();

        var (picture, hint) = await client.ThumbnailAsync(Samples.File("report.pdf"), "report.pdf");

        TestPictures.Describe(picture).Should().Be("png 182x256");
        TestPictures.IsPlaceholder(picture).Should().BeFalse();
        hint.Should().BeNull();
    }

    private static int FindChild(int process) =>
        Directory.EnumerateDirectories($"/proc/{process}/task").SelectMany(task => File.ReadAllText(task + "/children").Split(' '))
            .Where(child => child.Length > 0).Select(int.Parse).Single();

    /// <summary>One program with nothing on the PATH for the tests that do not end it.</summary>
    public sealed class WithoutPrograms : IAsyncDisposable
    {
        private readonly Lazy<Task<EmulatorProcess>> _emulator = new(() =>
            EmulatorProcess.StartAsync(["--pipeline", "instant"], null, EmptyPath));

        internal Task<EmulatorProcess> Emulator => _emulator.Value;

        public async ValueTask DisposeAsync()
        {
            if (_emulator.IsValueCreated) await (await Emulator).DisposeAsync();
        }
    }
}
