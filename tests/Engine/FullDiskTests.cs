using System.Diagnostics;
using System.Security.Cryptography;
using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Engine;

/// <summary>A data folder on a file system of 8 MiB that is filled up.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task A_write_to_a_full_disk_returns_503_and_succeeds_once_there_is_space()
    {
        using var disk = SmallDisk.Mount();
        await using var api = await TestApi.StartAsync(options => options with { Data = Path.Combine(disk.Location, "data") });
        var (id, otherTenant) = (await api.UploadAndGetIdAsync(Samples.Note(), "note.txt"), api.WithKey(TestApi.CreateKey(7)));
        var intent = await CreateIntentAsync(api, 300_000);
        var before = await api.GetAsync("/api/v2/files");

        disk.Fill();
        TestResponse[] refused =
        [
            await api.UploadAsync(CreateLargePhoto(0), "big.jpg"),
            await api.UploadBatchAsync([(Samples.Note(2), "small.txt"), (CreateLargePhoto(1), "big.jpg")]),
            await CreateFoldersUntilRefusedAsync(api),
            await otherTenant.PostAsync("/api/v2/folders", new { name = "a" }), await otherTenant.UploadAsync(Samples.Note(), "note.txt"),
        ];
        var put = await PutAsync(api, intent, 300_000);
        disk.RemoveFiller();

        foreach (var response in refused) response.ShouldFail(503, "HTTP_503");
        refused[0]["error"].GetProperty("message").GetString().Should().StartWith("The emulator's disk is full");
        refused[0].Header("Retry-After").Should().Be("1");
        (put.Status, put.Text).Should()
            .Match<(int Status, string Text)>(response =>
                response.Status == 503 && response.Text.Contains("<Code>ServiceUnavailable</Code>"));
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(before["total_count"].GetInt32());
        (await api.WithKey(null).GetAsync((await api.GetAsync($"/api/v2/files/{id}/download")).Header("Location")!)).Bytes.Should()
            .Equal(Samples.Note());
        (await PutAsync(api, intent, 300_000)).Status.Should().Be(200);
        (await api.PostAsync($"/api/v2/files/direct-uploads/{intent["upload_id"].GetString()}/complete")).Status.Should().Be(202);
        (await api.UploadAsync(CreateLargePhoto(0), "big.jpg")).Status.Should().Be(201);
        (await otherTenant.UploadAsync(Samples.Note(), "note.txt")).Status.Should().Be(201);
        Directory.EnumerateFiles(disk.Location, "*", SearchOption.AllDirectories).Should()
            .NotContain(file => file.Contains("/staging/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Listing_downloading_and_deleting_work_on_a_full_disk_even_after_a_restart()
    {
        using var disk = SmallDisk.Mount();
        var data = Path.Combine(disk.Location, "data");
        string[] ids;
        await using (var api = await TestApi.StartAsync(options => options with { Data = data, Pipeline = PipelineMode.Realistic }))
        {
            await api.FreezeAsync("2026-03-01T12:00:00Z");
            ids = [await api.UploadAndGetIdAsync(CreateLargePhoto(0), "big.jpg"),
                await api.UploadAndGetIdAsync(Samples.Note(), "note.txt")];
            await api.AdvanceAsync(TimeSpan.FromSeconds(2));
            disk.Fill();
            await ShouldBeReadableAsync(api, ids[1]);
        }

        disk.Fill();
        await using var again = await TestApi.StartAsync(options => options with { Data = data });
        await ShouldBeReadableAsync(again, ids[1]);
        var refused = await again.UploadAsync(Samples.Photo(3), "new.jpg");
        var deleted = await again.DeleteAsync($"/api/v2/files/{ids[0]}");
        var later = await again.AdvanceAsync(TimeSpan.FromDays(31));
        var list = await again.GetAsync("/api/v2/files");
        var accepted = await again.UploadAsync(Samples.Photo(3), "new.jpg");

        refused.ShouldFail(503, "HTTP_503");
        (deleted.Status, later.Status, list.Status).Should().Be((200, 200, 200), deleted.Text + later.Text + list.Text);
        list["total_count"].GetInt32().Should().Be(1);
        accepted.Status.Should().Be(201, "the purge has freed space: " + accepted.Text);
    }

    [Fact]
    public async Task A_reset_uses_the_disk_reserve()
    {
        using var disk = SmallDisk.Mount();
        await using var api = await TestApi.StartAsync(options => options with { Data = Path.Combine(disk.Location, "data") });
        await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");

        disk.Fill();
        (await api.PostAsync("/_emulator/reset")).Status.Should().Be(200);

        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task A_reset_without_disk_space_changes_nothing()
    {
        using var disk = SmallDisk.Mount();
        await using var api = await TestApi.StartAsync(options => options with { Data = Path.Combine(disk.Location, "data") });
        await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");
        await api.AdvanceAsync(TimeSpan.FromHours(1));

        File.Delete(Path.Combine(disk.Location, "data", "reserve"));
        disk.Fill();
        var refused = await api.PostAsync("/_emulator/reset");
        disk.RemoveFiller();

        refused.ShouldFail(503, "HTTP_503");
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(1);
        (await api.GetAsync("/_emulator/clock"))["shift_seconds"].GetDouble().Should().Be(3600);
        (await api.PostAsync("/_emulator/reset")).Status.Should().Be(200);
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(0);
    }

    private static async Task ShouldBeReadableAsync(TestApi api, string id)
    {
        var (list, file) = (await api.GetAsync("/api/v2/files"), await api.GetAsync($"/api/v2/files/{id}"));
        var download = await api.GetAsync($"/api/v2/files/{id}/download");
        (list.Status, file.Status, download.Status).Should().Be((200, 200, 302), list.Text + file.Text + download.Text);
        list["total_count"].GetInt32().Should().Be(2);
        (await api.WithKey(null).GetAsync(new Uri(download.Header("Location")!).PathAndQuery)).Bytes.Should().Equal(Samples.Note());
    }

    private static byte[] CreateLargePhoto(int n) => [.. Samples.Photo(n), .. new byte[3_000_000]];

    private static async Task<TestResponse> CreateFoldersUntilRefusedAsync(TestApi api)
    {
        for (var n = 0; n < 10_000; n++)
            if (await api.PostAsync("/api/v2/folders", new { name = $"{n} {new string('x', 200)}" }) is { Status: not 201 } refused)
                return refused;
        throw new InvalidOperationException("The disk did not become full.");
    }

    private static byte[] CreateContent(int size) => [.. Samples.Photo(9), .. new byte[size - Samples.Photo(9).Length]];

    private static async Task<TestResponse> CreateIntentAsync(TestApi api, int size) =>
        await api.PostAsync("/api/v2/files/direct-uploads", new
        {
            filename = "a.jpg",
            content_type = "image/jpeg",
            size_bytes = size,
            claimed_file_hash = Convert.ToHexStringLower(SHA256.HashData(CreateContent(size))),
        });

    private static Task<TestResponse> PutAsync(TestApi api, TestResponse intent, int size)
    {
        var content = new ByteArrayContent(CreateContent(size));
        foreach (var header in intent["headers"].EnumerateObject())
            content.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
        return api.WithKey(null).SendAsync(HttpMethod.Put, intent["presigned_url"].GetString()!, content);
    }

    /// <summary>A file system in memory; the test is skipped where it cannot be mounted.</summary>
    private sealed class SmallDisk : IDisposable
    {
        private readonly DataDirectory _folder = new();

        public string Location => _folder.Location;

        private string Filler => Path.Combine(Location, "filler");

        public static SmallDisk Mount()
        {
            var disk = new SmallDisk();
            if (OperatingSystem.IsLinux() && ExternalPrograms.FindOnPath("mount") is not null
                && Run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.Location)) return disk;
            disk._folder.Dispose();
            Assert.Skip("mounting a small file system needs root on Linux");
            throw new InvalidOperationException();
        }

        /// <summary>Fills the disk.</summary>
        public void Fill()
        {
            try
            {
                using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, 0);
                while (true) file.Write(new byte[4096]);
            }
            catch (IOException)
            {
            }
        }

        public void RemoveFiller() => File.Delete(Filler);

        public void Dispose()
        {
            Run("umount", "-l", Location);
            _folder.Dispose();
        }

        private static bool Run(string program, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
    }
}
