using System.Reflection;
using FluentAssertions;
using Scopix.Emulator.Api.Scopix.Uploads;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;
using Scopix.Emulator.Tests.Uploads;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Documents;

/// <summary>Readers that throw unexpected exceptions, simulated by a stream that throws them.</summary>
public sealed class ReaderExceptionTests : IDisposable
{
    private static readonly UploadRequest DefaultRequest = new(null, [], true, false, "default", null, null, "general", null, null);

    private readonly TenantRegistry _tenants = new(new EmulatorOptions(), TimeProvider.System, _ => { });
    private readonly EmbeddedStore _pictureStore = new();

    [Theory]
    [InlineData(typeof(IndexOutOfRangeException))]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(OverflowException))]
    [InlineData(typeof(EndOfStreamException))]
    [InlineData(typeof(OutOfMemoryException))]
    public async Task A_document_whose_reader_throws_any_exception_is_accepted_with_a_failed_extraction(Type defect)
    {
        var document = new DefectiveObject("text"u8.ToArray(), (Exception)Activator.CreateInstance(defect)!);

        var read = await UploadProcessors.CreateDocumentIntake(CreateStore())
            .ReadAsync(CreateTenant(), document, "txt", null, CancellationToken.None);

        read.Failure!.Message.Should().Be("The document could not be read.");
        (read.TextKey, read.PagesKey, read.Chunks.Count).Should().Be((null, null, 0));
    }

    [Theory]
    [InlineData("\u00ff\u00d8\u00ff\u00e0            ", "image", "image/jpeg")]
    [InlineData("\u0089PNG\r\n\u001a\n        ", "image", "image/png")]
    [InlineData("\0\0\0\u0018ftypisom    ", "video", "video/mp4")]
    public async Task A_picture_or_video_whose_reader_throws_any_exception_is_accepted_as_damaged(
        string head, string mediaType, string contentType)
    {
        var file = new DefectiveObject([.. head.Select(c => (byte)c)], new KeyNotFoundException());

        using var prepared = await UploadProcessors.Create(CreateStore(), _pictureStore).PrepareAsync(
            CreateTenant(), CreateTenant().Generation, new ReceivedFile(0, "photo", file), DefaultRequest, CancellationToken.None);

        (prepared.Facts.MediaType, prepared.Facts.ContentType).Should().Be((mediaType, contentType));
        prepared.Facts.Damage.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task An_unreadable_file_of_no_accepted_type_is_refused()
    {
        var file = new DefectiveObject("nothing"u8.ToArray(), new KeyNotFoundException());

        var preparing = () => UploadProcessors.Create(CreateStore(), _pictureStore).PrepareAsync(
            CreateTenant(), CreateTenant().Generation, new ReceivedFile(0, "a.bin", file), DefaultRequest, CancellationToken.None);

        (await preparing.Should().ThrowAsync<ApiError>()).Which.Status.Should().Be(400);
    }

    [Fact]
    public async Task A_disk_failure_is_not_reported_as_a_failed_document()
    {
        var full = new IOException("full", 28);

        var reading = () => UploadProcessors.CreateDocumentIntake(CreateStore())
            .ReadAsync(CreateTenant(), new DefectiveObject([1], full), "txt", null, CancellationToken.None);

        (await reading.Should().ThrowAsync<IOException>()).Which.Should().BeSameAs(full);
    }

    public void Dispose()
    {
        _tenants.Dispose();
        _pictureStore.Dispose();
    }

    private TenantState CreateTenant() => _tenants.GetOrOpen(EmulatorOptions.DefaultApiKey);

    private static IObjectStore CreateStore() => DispatchProxy.Create<IObjectStore, AcceptingStore>();

    /// <summary>A store that accepts everything.</summary>
    public class AcceptingStore : DispatchProxy
    {
        protected override object Invoke(MethodInfo? targetMethod, object?[]? args) => Task.CompletedTask;
    }

    /// <summary>Bytes of which the first 16 can be read; any other read throws.</summary>
    private sealed class DefectiveObject(byte[] head, Exception defect) : StagedObject
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
