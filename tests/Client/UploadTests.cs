using System.Buffers.Binary;
using FluentAssertions;
using Scopix.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Client;

/// <summary>Single uploads, streamed or direct, from every kind of source.</summary>
public sealed class UploadTests
{
    private const int MB = 1024 * 1024;

    [Fact]
    public async Task Waiting_for_the_processing_ends_with_the_last_stage_and_says_how()
    {
        await using var api = await TestApi.StartAsync();
        await api.AddFaultAsync(new { stage = "variants", fail = "unknown", delay_seconds = 0.3 });
        using var client = api.CreateScopixClient();
        var upload = await client.Files.UploadAsync(Samples.Photo(), "photo.jpg");

        var file = await client.Files.WaitForProcessingAsync(upload.ImageId);

        file.PrimaryStatus.Should().Be(PrimaryStatus.PartiallyCompleted);
        file.DescriptionStatus.Should().Be(DescriptionStatus.Completed);
    }

    [Fact]
    public async Task A_streamed_upload_sends_every_field_and_returns_the_description()
    {
        await using var api = await TestApi.StartAsync();
        using var client = api.CreateScopixClient();
        var seen = new RecordedProgress();

        var result = await client.Files.UploadAsync(Samples.Photo(), "Übersicht \"Nord\".jpg", new UploadOptions
        {
            Title = "Größe",
            Tags = ["nord", "süd"],
            ContentCategory = ContentCategory.RealEstate,
            WaitForDescription = true,
            Progress = seen,
        });

        var file = (ImageFileDetails)await client.Files.GetAsync(result.ImageId);
        (file.Filename, file.Title, file.ContentCategory).Should().Be(("Übersicht \"Nord\".jpg", "Größe", ContentCategory.RealEstate));
        file.Tags.Should().Contain(["nord", "süd"]);
        file.RealEstateData.Should().NotBeNull();
        (result.IsCompleted, result.Deduplicated, result.MediaType).Should().Be((true, (bool?)null, MediaType.Image));
        (result.Description, result.ThumbnailUrl is not null).Should().Be((file.UploadDescription, true));
        result.TextRegions.Should()
            .BeEquivalentTo(file.TextRegions,
                options => options.Excluding(region => region.AdditionalProperties)
                    .Excluding(region => region.BoundingBox.AdditionalProperties));
        seen.Phases.Should().Equal(UploadPhase.Uploading, UploadPhase.Describing, UploadPhase.Done);
        (seen.Last.BytesSent, seen.Last.TotalBytes).Should().Be((Samples.Photo().Length, Samples.Photo().Length));
    }

    [Fact]
    public async Task A_duplicate_upload_returns_the_existing_file()
    {
        await using var api = await TestApi.StartAsync();
        using var client = api.CreateScopixClient();
        var first = await client.Files.UploadAsync(Samples.Photo(), "a.jpg");

        var second = await client.Files
            .UploadAsync(Samples.Photo(), "b.jpg", new UploadOptions { SkipDuplicates = true, WaitForDescription = true });

        (second.ImageId, second.Status, second.DescriptionStatus, second.IsCompleted).Should()
            .Be((first.ImageId, ResultStatus.Skipped, DescriptionStatus.Skipped, true));
    }

    [Theory]
    [InlineData("path")]
    [InlineData("seekable")]
    [InlineData("pipe")]
    public async Task Every_kind_of_source_can_be_uploaded_in_parts(string kind)
    {
        await using var api = await TestApi.StartAsync();
        using var client = api.CreateScopixClient();
        var bytes = CreateMovie(11 * MB);
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".mp4");
        await File.WriteAllBytesAsync(path, bytes);
        var source = kind switch
        {
            "path" => UploadSource.FromFile(path, "long.mp4"),
            "seekable" => UploadSource.FromStream(new MemoryStream(bytes), "long.mp4"),
            _ => UploadSource.FromStream(new UnseekableStream(bytes), "long.mp4"),
        };
        var before = FindTemporaryFiles();

        var result = await client.Files.UploadAsync(source, new UploadOptions { Mode = UploadMode.Multipart, PartSizeBytes = 5 * MB });

        File.Delete(path);
        (result.Deduplicated, result.Filename, result.ObjectKey is not null).Should().Be((false, "long.mp4", true));
        (await api.DownloadAsync(result.ImageId)).ShouldEqualBytes(bytes);
        FindTemporaryFiles().Should().BeSubsetOf(before);
    }

    [Fact]
    public async Task A_file_above_the_threshold_is_uploaded_directly_to_storage()
    {
        await using var api = await TestApi.StartAsync();
        using var recorder = new RecordingHandler();
        using var client = api.CreateScopixClient(recorder);

        await client.Files.UploadAsync(Samples.Photo(1), "at.jpg", new UploadOptions { DirectThreshold = Samples.Photo(1).Length });
        await client.Files.UploadAsync(Samples.Photo(2), "above.jpg", new UploadOptions { DirectThreshold = Samples.Photo(2).Length - 1 });

        recorder.Operations.Should().Equal("files.upload", "direct_uploads.create", "direct_uploads.complete");
    }

    [Fact]
    public async Task A_streamed_upload_that_is_too_large_falls_back_to_a_direct_upload()
    {
        await using var api = await TestApi.StartAsync();
        using var client = api.CreateScopixClient();
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".mp4");
        await using (var sparse = File.Create(file)) sparse.SetLength(0);
        await File.WriteAllBytesAsync(file, CreateMovie(101 * MB));
        using var recorder = new RecordingHandler();
        using var recordingClient = api.CreateScopixClient(recorder);

        var result =
            await recordingClient.Files
                .UploadAsync(UploadSource.FromFile(file, "long.mp4"), new UploadOptions { DirectThreshold = long.MaxValue });

        File.Delete(file);
        result.ObjectKey.Should().NotBeNull();
        recorder.Requests.First(sent => sent.Operation == "files.upload").Status.Should().Be(413);
        recorder.Operations.Should().Contain("direct_uploads.complete");
    }

    [Fact]
    public async Task A_source_shorter_than_its_length_throws_and_is_not_retried()
    {
        await using var api = await TestApi.StartAsync();
        using var client = api.CreateScopixClient();

        var upload = () => client.Files.UploadAsync(new ShrinkingStream(Samples.Photo()), "photo.jpg");

        await upload.Should().ThrowAsync<UploadSourceException>();
        (await api.ListFilesAsync())["total_count"].GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task A_timeout_while_waiting_for_a_description_contains_the_last_result()
    {
        await using var api = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Manual });
        using var client = api.CreateScopixClient();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        var wait = () => client.Files.WaitForDescriptionAsync(id, TimeSpan.FromMilliseconds(60));

        var late = (await wait.Should().ThrowAsync<ScopixTimeoutException>()).Which;
        late.LastResult.Should().BeOfType<ImageFileDetails>().Which.DescriptionStatus!.Value.IsTerminal.Should().BeFalse();
    }

    /// <summary>A video of any length: a short one with a box behind it that players skip.</summary>
    internal static byte[] CreateMovie(int length)
    {
        var clip = Samples.File("clip.mp4");
        var bytes = new byte[length];
        clip.CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(clip.Length), length - clip.Length);
        "free"u8.CopyTo(bytes.AsSpan(clip.Length + 4));
        for (var at = clip.Length + 8; at < length; at++) bytes[at] = (byte)(at >> 10);
        return bytes;
    }

    private static string[] FindTemporaryFiles() => Directory.GetFiles(Path.GetTempPath(), "scopix-*");

    /// <summary>A stream that cannot seek.</summary>
    private sealed class UnseekableStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }
    }

    /// <summary>A stream whose length is greater than its content.</summary>
    private sealed class ShrinkingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override long Length => base.Length + 10;
    }
}
