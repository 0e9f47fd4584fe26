using System.Security.Cryptography;
using System.Text;
using FluentAssertions;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Storage;

public sealed class EmbeddedStoreTests : IDisposable
{
    private static readonly StorageAccount Alice = Account("a11ce00000000001");
    private static readonly StorageAccount Bob = Account("b0b0000000000002");
    private readonly EmbeddedStore _store = new();

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(131_072)]
    [InlineData(300_001)]
    public async Task Staging_computes_size_and_hash(int size)
    {
        var body = Enumerable.Range(0, size).Select(i => (byte)(i * 7)).ToArray();

        using var staged = await _store.StageAsync(Alice, new MemoryStream(body), size, default);

        staged.SizeBytes.Should().Be(size);
        staged.Sha256.Should().Be(Convert.ToHexStringLower(SHA256.HashData(body)));
        ReadBytes(staged.OpenRead()).Should().Equal(body);
    }

    [Fact]
    public async Task A_staged_body_is_visible_once_it_is_published_and_not_before()
    {
        using var staged = await StageAsync("hello");

        var before = await _store.OpenReadAsync(Alice, "a/b.txt", default);
        await _store.PublishAsync(Alice, staged, "a/b.txt", default);
        staged.Dispose();

        before.Should().BeNull();
        ReadBytes((await _store.OpenReadAsync(Alice, "a/b.txt", default))!).Should().Equal("hello"u8.ToArray());
        ReadBytes(staged.OpenRead()).Should().Equal("hello"u8.ToArray());
        ListFiles().Should().ContainSingle();
    }

    [Fact]
    public async Task Publishing_an_existing_key_keeps_its_bytes()
    {
        await PutAsync("first", "k");
        await PutAsync("second", "k");

        ReadBytes((await _store.OpenReadAsync(Alice, "k", default))!).Should().Equal("first"u8.ToArray());
        ListFiles().Should().ContainSingle();
    }

    [Fact]
    public async Task A_staged_body_that_is_disposed_leaves_nothing()
    {
        var staged = await StageAsync("hello");
        var during = ListFiles().Length;

        staged.Dispose();

        during.Should().Be(1);
        ListFiles().Should().BeEmpty();
    }

    [Fact]
    public async Task A_body_larger_than_allowed_leaves_nothing()
    {
        var stage = () => _store.StageAsync(Alice, new ZeroStream(1_000_001), 1_000_000, default);

        (await stage.Should().ThrowAsync<BodyTooLargeException>()).WithMessage("*1000000*");
        ListFiles().Should().BeEmpty();
    }

    [Fact]
    public async Task A_truncated_body_leaves_nothing()
    {
        var stage = () => _store.StageAsync(Alice, new ZeroStream(1_000_000, fails: true), long.MaxValue, default);

        await stage.Should().ThrowAsync<IOException>();
        ListFiles().Should().BeEmpty();
    }

    [Fact]
    public async Task A_cancelled_body_leaves_nothing()
    {
        using var cancel = new CancellationTokenSource();
        var body = new StallingStream(cancel);
        var stage = () => _store.StageAsync(Alice, body, long.MaxValue, cancel.Token);

        await stage.Should().ThrowAsync<OperationCanceledException>();
        ListFiles().Should().BeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData(".")]
    [InlineData("a/../b")]
    [InlineData("../objects/b")]
    [InlineData("a b")]
    [InlineData("a\\b")]
    [InlineData("ü")]
    public async Task A_key_with_odd_segments_is_not_found_and_cannot_be_published(string key)
    {
        await PutAsync("hello", "b");
        using var staged = await StageAsync("x");

        var publish = () => _store.PublishAsync(Alice, staged, key, default);

        await publish.Should().ThrowAsync<ArgumentException>();
        (await _store.OpenReadAsync(Alice, key, default)).Should().BeNull();
        _store.Delete(Alice, key);
        ReadBytes((await _store.OpenReadAsync(Alice, "b", default))!).Should().HaveCount(5);
    }

    [Fact]
    public async Task Deletion_affects_only_one_object_or_one_account()
    {
        await PutAsync("1", "k1");
        await PutAsync("2", "k2");
        await PutAsync("3", "k3", Bob);

        _store.Delete(Alice, "k1");
        _store.Delete(Alice, "never there");
        var (k1, k2) = (GetLength("k1"), GetLength("k2"));
        _store.DeleteAll(Alice);

        (k1, k2).Should().Be((null, 1));
        GetLength("k2").Should().BeNull();
        ReadBytes((await _store.OpenReadAsync(Bob, "k3", default))!).Should().HaveCount(1);
    }

    [Fact]
    public async Task A_persistent_root_keeps_objects_and_removes_staged_leftovers()
    {
        var root = Directory.CreateTempSubdirectory("scopix-test-").FullName;
        using (var first = new EmbeddedStore(root))
        {
            using var unpublished = await first.StageAsync(Alice, new MemoryStream([1]), 1, default);
            await first.PublishAsync(Alice, unpublished, "kept", default);
            _ = await first.StageAsync(Alice, new MemoryStream([1]), 1, default);
        }

        using var second = new EmbeddedStore(root);
        var found = ReadBytes((await second.OpenReadAsync(Alice, "kept", default))!);

        found.Should().Equal(1);
        Directory.GetFiles(root, "*", SearchOption.AllDirectories).Should().ContainSingle();
        Directory.Delete(root, recursive: true);
    }

    [Theory]
    [InlineData("a/b.JPG", "image/jpeg")]
    [InlineData("b.m4v", "video/x-m4v")]
    [InlineData("b.jsonl", "application/x-ndjson")]
    [InlineData("b.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("b", "application/octet-stream")]
    [InlineData("b.exe", "application/octet-stream")]
    public void The_content_type_follows_from_the_extension(string key, string type) =>
        ObjectKey.GetContentType(key).Should().Be(type);

    [Fact]
    public void An_ETag_is_32_hex_digits_and_follows_the_hash_when_the_key_has_one()
    {
        var hash = Convert.ToHexString(SHA256.HashData("x"u8));

        var hashed = ObjectKey.CreateETag($"a/{hash}.jpg", 1, DateTimeOffset.UnixEpoch);
        var other = ObjectKey.CreateETag("a/b.jpg", 1, DateTimeOffset.UnixEpoch);

        hashed.Should().Be($"\"{hash[..32].ToLowerInvariant()}\"");
        other.Should().MatchRegex("^\"[0-9a-f]{32}\"$");
    }

    public void Dispose() => _store.Dispose();

    private static StorageAccount Account(string tenant) =>
        new(tenant, "AKIA" + tenant, "secret", () => new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));

    private static byte[] ReadBytes(Stream stream)
    {
        using (stream)
        {
            var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
    }

    private Task<StagedObject> StageAsync(string body, StorageAccount? account = null) =>
        _store.StageAsync(account ?? Alice, new MemoryStream(Encoding.UTF8.GetBytes(body)), long.MaxValue, default);

    private async Task PutAsync(string body, string key, StorageAccount? account = null)
    {
        using var staged = await StageAsync(body, account);
        await _store.PublishAsync(account ?? Alice, staged, key, default);
    }

    private long? GetLength(string key)
    {
        using var found = _store.Find(Alice, key);
        return found?.Length;
    }

    private string[] ListFiles() => Directory.GetFiles(_store.Root!, "*", SearchOption.AllDirectories);

    /// <summary>Returns some bytes, then cancels and waits.</summary>
    private sealed class StallingStream(CancellationTokenSource cancel) : MemoryStream(new byte[1000])
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position < Length) return Read(buffer.Span);
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
