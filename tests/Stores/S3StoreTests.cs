using System.Security.Cryptography;
using FluentAssertions;
using Microsoft.Extensions.Logging.Abstractions;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Stores;

/// <summary>The store on a MinIO, without an emulator.</summary>
public sealed class S3StoreTests : IAsyncLifetime
{
    private readonly EmbeddedStore _local = new();
    private readonly StorageAccount _alice = new("a11ce00000000001", "AKIAALICE", "alice's secret", () => DateTimeOffset.UnixEpoch);
    private S3Options _options = S3Options.Default;
    private S3Store? _store;

    public async ValueTask InitializeAsync()
    {
        if (MinioServer.Endpoint is null) return;
        _options = MinioServer.CreateOptions();
        _store = await S3Store.OpenAsync(_options, _local, TimeProvider.System, NullLoggerFactory.Instance);
    }

    [OnMinio]
    public async Task An_object_is_read_from_any_position()
    {
        var bytes = CreateBytes(2_500_000);
        await PublishAsync(bytes, "documents/a11ce00000000001/x.bin");

        using var stream = (await _store!.OpenReadAsync(_alice, "documents/a11ce00000000001/x.bin", default))!;
        foreach (var at in new[] { 0, 1_048_575, 2_499_999, 3, 1_048_576, 2_500_000 })
        {
            stream.Seek(at, SeekOrigin.Begin);
            stream.ReadByte().Should().Be(at < bytes.Length ? bytes[at] : -1);
        }

        stream.Seek(-10, SeekOrigin.End);
        var rest = new byte[20];
        (await stream.ReadAtLeastAsync(rest, 20, throwOnEndOfStream: false)).Should().Be(10);
        stream.Position = 0;
        SHA256.HashData(stream).Should().Equal(SHA256.HashData(bytes));
        stream.Length.Should().Be(bytes.Length);
    }

    [OnMinio]
    public async Task An_object_that_a_client_has_PUT_is_copied_whole_or_in_pieces_and_then_deleted()
    {
        var bytes = CreateBytes((10 << 20) + 7);
        await PutAsync("staging/upl_1", bytes);
        using var bucket = new S3Bucket(_options);

        using (var uploaded = (S3StagedObject)(await _store!.StageUploadAsync(_alice, "staging/upl_1", default))!)
        {
            await S3Publisher.CopyAsync(bucket, uploaded, "videos/a11ce00000000001/x.mp4", 5 << 20, default);
            (uploaded.Sha256, uploaded.SizeBytes).Should().Be((Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length));
        }

        using var stream = (await _store.OpenReadAsync(_alice, "videos/a11ce00000000001/x.mp4", default))!;
        SHA256.HashData(stream).Should().Equal(SHA256.HashData(bytes));
        (await _store.GetSizeAsync(_alice, "staging/upl_1", default)).Should().BeNull();
    }

    [OnMinio]
    public async Task An_object_overwritten_after_hashing_is_neither_read_nor_published_and_remains_for_another_attempt()
    {
        var (original, overwritten) = (CreateBytes(6 << 20), CreateBytes(7 << 20));
        await PutAsync("staging/upl_1", original);
        using (var adopted = (await _store!.StageUploadAsync(_alice, "staging/upl_1", default))!)
        {
            await PutAsync("staging/upl_1", overwritten);
            var publish = () => _store.PublishAsync(_alice, adopted, "videos/a11ce00000000001/x.mp4", default);
            using var bucket = new S3Bucket(_options);
            var inPieces = () => S3Publisher.CopyAsync(bucket, (S3StagedObject)adopted, "videos/a11ce00000000001/x.mp4", 5 << 20, default);
            var read = () => adopted.OpenRead().ReadByte();

            await publish.Should().ThrowAsync<ObjectChangedException>();
            await inPieces.Should().ThrowAsync<ObjectChangedException>();
            read.Should().Throw<ObjectChangedException>();
        }

        (await _store.GetSizeAsync(_alice, "videos/a11ce00000000001/x.mp4", default)).Should().BeNull();
        (await _store.GetSizeAsync(_alice, "staging/upl_1", default)).Should().Be(overwritten.Length);
    }

    [OnMinio]
    public async Task Uploads_with_the_same_id_and_keys_of_two_tenants_are_separate()
    {
        var bob = _alice with { TenantId = "b0b0000000000002" };
        await PutAsync("staging/upl_1", CreateBytes(10));
        await PublishAsync(CreateBytes(10), "images/a11ce00000000001/x.jpg");

        (await _store!.GetSizeAsync(bob, "staging/upl_1", default)).Should().BeNull();
        (await _store.GetSizeAsync(bob, "images/a11ce00000000001/x.jpg", default)).Should().BeNull();
        (await _store.StageUploadAsync(_alice, "images/a11ce00000000001/x.jpg", default)).Should().BeNull("only uploads are adopted");
    }

    [OnMinio]
    public async Task More_than_a_thousand_parts_are_listed()
    {
        var id = await _store!.BeginMultipartAsync(_alice, "staging/upl_1", "video/mp4", default);
        using var http = new HttpClient();
        await Parallel.ForEachAsync(Enumerable.Range(1, 1005), async (number, cancel) =>
        {
            var url = _store!.PresignPart(_alice, new Uri("http://x"), "staging/upl_1", id, number, TimeSpan.FromMinutes(5));
            (await http.PutAsync(url, new ByteArrayContent([1]), cancel)).EnsureSuccessStatusCode();
        });

        var parts = await _store.ListPartsAsync(_alice, "staging/upl_1", id, default);

        parts!.Select(part => part.Number).Should().Equal(Enumerable.Range(1, 1005));
        (await _store.FindPartAsync(_alice, "staging/upl_1", id, 1004, default)).Should().Be(parts![1003]);
        await _store.AbortMultipartAsync(_alice, "staging/upl_1", id, default);
        (await _store.ListPartsAsync(_alice, "staging/upl_1", id, default)).Should().BeNull();
    }

    [OnMinio]
    public void A_URL_of_more_than_a_week_is_not_signed()
    {
        var sign = () => _store!.PresignGet(_alice, new Uri("http://x"), "images/x.jpg", TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));

        sign.Should().Throw<ArgumentOutOfRangeException>();
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
            await MinioServer.RemoveBucketAsync(_options.Bucket);
        }

        _local.Dispose();
    }

    private async Task PublishAsync(byte[] bytes, string key)
    {
        using var staged = await _store!.StageAsync(_alice, new MemoryStream(bytes), long.MaxValue, default);
        await _store.PublishAsync(_alice, staged, key, default);
    }

    private async Task PutAsync(string key, byte[] bytes)
    {
        using var http = new HttpClient();
        (await http.PutAsync(_store!.PresignPut(_alice, new Uri("http://x"), key, TimeSpan.FromMinutes(5), []),
            new ByteArrayContent(bytes))).EnsureSuccessStatusCode();
    }

    private static byte[] CreateBytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
