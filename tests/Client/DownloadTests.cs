using FluentAssertions;
using Scopix.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Client;

/// <summary>Downloads, and lists over several pages.</summary>
public sealed class DownloadTests
{
    [Fact]
    public async Task An_interrupted_download_is_resumed_at_the_last_byte()
    {
        await using var api = await TestApi.StartAsync();
        var bytes = UploadTests.CreateMovie(3 * 1024 * 1024);
        var id = await api.UploadAndGetIdAsync(bytes, "long.mp4");
        await api.AddFaultAsync(new { storage = "get", truncate_bytes = 1_000_000 });
        await api.AddFaultAsync(new { storage = "get", reset = true });
        using var recorder = new RecordingHandler();
        using var client = api.CreateScopixClient(recorder);
        using var target = new MemoryStream();

        var count = await client.Files.DownloadAsync(id, target);

        count.Should().Be(bytes.Length);
        target.ToArray().ShouldEqualBytes(bytes);
        recorder.Requests.Last(sent => sent.Operation is null).Status.Should().Be(206);
    }

    [Fact]
    public async Task A_download_to_a_file_is_complete_or_leaves_no_file()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        using var client = api.CreateScopixClient();
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        var length = await client.Files.DownloadToFileAsync(id, path);
        await api.AddFaultAsync(new { storage = "get", status = 404 });
        var missing = () => client.Files.DownloadToFileAsync(id, path + "-2");

        await missing.Should().ThrowAsync<StorageException>();
        (await File.ReadAllBytesAsync(path)).Should().Equal(Samples.Photo());
        length.Should().Be(Samples.Photo().Length);
        (File.Exists(path + "-2"), File.Exists(path + "-2.part"), File.Exists(path + ".part")).Should().Be((false, false, false));
        File.Delete(path);
    }

    [Fact]
    public async Task ListAllAsync_yields_every_file_once_over_all_pages()
    {
        await using var api = await TestApi.StartAsync();
        for (var i = 0; i < 251; i++) await api.UploadAndGetIdAsync(Samples.Note(i), $"note-{i:000}.txt", "auto_describe=false");
        using var recorder = new RecordingHandler();
        using var client = api.CreateScopixClient(recorder);

        var names = await client.Files.ListAllAsync(new FileQuery { SortBy = FileSort.Title, SortOrder = SortOrder.Asc })
            .Select(file => file.Filename).ToListAsync();
        var some = await client.Files.ListAllAsync(new FileQuery { Limit = 7, Offset = 240 }).CountAsync();

        names.Should().Equal(Enumerable.Range(0, 251).Select(i => $"note-{i:000}.txt"));
        some.Should().Be(11);
        recorder.Operations.Count(operation => operation == "files.list").Should().Be(3 + 2);
    }

    [Fact]
    public async Task ListAllAsync_requests_no_further_page_after_the_caller_stops()
    {
        await using var api = await TestApi.StartAsync();
        for (var i = 0; i < 5; i++) await api.UploadAndGetIdAsync(Samples.Note(i), $"note-{i}.txt");
        using var recorder = new RecordingHandler();
        using var client = api.CreateScopixClient(recorder);

        var first = await client.Files.ListAllAsync(new FileQuery { Limit = 2 }).FirstAsync();

        first.Id.Should().NotBeEmpty();
        recorder.Operations.Should().Equal("files.list");
    }
}
