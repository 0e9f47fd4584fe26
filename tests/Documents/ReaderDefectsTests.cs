using System.Reflection;
using FluentAssertions;
using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;
using Scopix.Emulator.Tests.Uploads;
using Scopix.Emulator.Uploads;
using Xunit;

namespace Scopix.Emulator.Tests.Documents;

/// <summary>Readers that throw what they should not; the bytes they read throw it here.</summary>
public sealed class ReaderDefectsTests : IDisposable
{
    private static readonly UploadRequest Plain = new(null, [], true, false, "default", null, null, "general", null, null);

    private readonly Worlds _worlds = new(new EmulatorOptions(), TimeProvider.System, _ => { });
    private readonly EmbeddedStore _pictures = new();

    [Theory]
    [InlineData(typeof(IndexOutOfRangeException))]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(OverflowException))]
    [InlineData(typeof(EndOfStreamException))]
    [InlineData(typeof(OutOfMemoryException))]
    public async Task A_document_whose_reader_throws_anything_is_taken_in_with_a_failed_extraction(Type defect)
    {
        var document = new Defective("text"u8.ToArray(), (Exception)Activator.CreateInstance(defect)!);

        var read = await Intakes.Documents(Store()).ReadAsync(World(), document, "txt", null, CancellationToken.None);

        read.Failure!.Message.Should().Be("The document could not be read.");
        (read.TextKey, read.PagesKey, read.Chunks.Count).Should().Be((null, null, 0));
    }

    [Theory]
    [InlineData("\u00ff\u00d8\u00ff\u00e0            ", "image", "image/jpeg")]
    [InlineData("\u0089PNG\r\n\u001a\n        ", "image", "image/png")]
    [InlineData("\0\0\0\u0018ftypisom    ", "video", "video/mp4")]
    public async Task A_picture_or_video_whose_reader_throws_anything_is_taken_in_as_damaged(string head, string mediaType, string contentType)
    {
        var file = new Defective([.. head.Select(c => (byte)c)], new KeyNotFoundException());

        using var prepared = await Intakes.Of(Store(), _pictures).PrepareAsync(
            World(), World().Generation, new ReceivedFile(0, "photo", file), Plain, CancellationToken.None);

        (prepared.Facts.MediaType, prepared.Facts.ContentType).Should().Be((mediaType, contentType));
        prepared.Facts.Damage.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task What_fails_to_be_read_and_begins_like_nothing_we_take_is_refused()
    {
        var file = new Defective("nothing"u8.ToArray(), new KeyNotFoundException());

        var preparing = () => Intakes.Of(Store(), _pictures).PrepareAsync(
            World(), World().Generation, new ReceivedFile(0, "a.bin", file), Plain, CancellationToken.None);

        (await preparing.Should().ThrowAsync<ApiError>()).Which.Status.Should().Be(400);
    }

    [Fact]
    public async Task A_disk_that_fails_is_no_fault_of_the_document()
    {
        var full = new IOException("full", 28);

        var reading = () => Intakes.Documents(Store()).ReadAsync(World(), new Defective([1], full), "txt", null, CancellationToken.None);

        (await reading.Should().ThrowAsync<IOException>()).Which.Should().BeSameAs(full);
    }

    public void Dispose()
    {
        _worlds.Dispose();
        _pictures.Dispose();
    }

    private World World() => _worlds.For(EmulatorOptions.DefaultApiKey);

    private static IObjectStore Store() => DispatchProxy.Create<IObjectStore, Accepting>();

    /// <summary>A store that takes everything.</summary>
    public class Accepting : DispatchProxy
    {
        protected override object Invoke(MethodInfo? targetMethod, object?[]? args) => Task.CompletedTask;
    }

    /// <summary>Bytes of which the first 16 can be read at the beginning; a read of anything else throws.</summary>
    private sealed class Defective(byte[] head, Exception defect) : StagedObject
    {
        public override string Sha256 => new('0', 64);

        public override long SizeBytes => 1_000;

        public override Stream OpenRead() => new DefectiveStream(head, defect);

        public override void Dispose()
        {
        }
    }

    private sealed class DefectiveStream(byte[] head, Exception defect) : MemoryStream([.. head, .. new byte[1_000 - head.Length]])
    {
        public override int Read(Span<byte> buffer) => Position == 0 && buffer.Length <= 16 ? base.Read(buffer) : throw defect;
    }
}
