using System.Security.Cryptography;
using FluentAssertions;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Storage;

public sealed class AdoptionTests
{
    private const string Key = "staging/upl_1";

    [Fact]
    public async Task An_adopted_object_leaves_its_key_and_can_be_published()
    {
        await using var host = await StoreHost.StartAsync();
        await host.UploadAsync(host.SignPut(Key), "hello");

        using var staged = await host.Store.StageUploadAsync(host.Alice, Key, default);
        var (size, second) =
            (await host.Store.GetSizeAsync(host.Alice, Key, default), await host.Store.StageUploadAsync(host.Alice, Key, default));
        await host.Store.PublishAsync(host.Alice, staged!, "images/x.jpg", default);

        staged!.Sha256.Should().Be(Convert.ToHexStringLower(SHA256.HashData("hello"u8)));
        staged.SizeBytes.Should().Be(5);
        (size, second).Should().Be((null, null));
        (await host.ReadTextAsync("images/x.jpg")).Should().Be("hello");
        host.ListFiles().Should().ContainSingle();
    }

    [Fact]
    public async Task An_adopted_object_is_removed_when_it_is_disposed()
    {
        await using var host = await StoreHost.StartAsync();
        await host.UploadAsync(host.SignPut(Key), "hello");

        (await host.Store.StageUploadAsync(host.Alice, Key, default))!.Dispose();

        host.ListFiles().Should().BeEmpty();
    }

    [Theory]
    [InlineData("staging/never")]
    [InlineData("images/x.jpg")]
    [InlineData("staging/../x")]
    public async Task An_object_that_no_client_has_PUT_cannot_be_adopted(string key)
    {
        await using var host = await StoreHost.StartAsync();
        await host.PutAsync("hello", "images/x.jpg");

        (await host.Store.StageUploadAsync(host.Alice, key, default)).Should().BeNull();
    }

    [Fact]
    public async Task A_cancelled_adoption_puts_the_object_back_with_its_ETag()
    {
        await using var host = await StoreHost.StartAsync();
        var tag = (await host.UploadAsync(host.SignPut(Key), "hello")).GetETag();

        var adopt = () => host.Store.StageUploadAsync(host.Alice, Key, new CancellationToken(true));

        await adopt.Should().ThrowAsync<OperationCanceledException>();
        (await host.GetAsync(host.Sign(Key))).GetETag().Should().Be(tag);
        host.ListFiles().Should().ContainSingle();
    }

    [Fact]
    public async Task Only_one_of_many_concurrent_adoptions_gets_the_object()
    {
        await using var host = await StoreHost.StartAsync();
        for (var round = 0; round < 20; round++)
        {
            await host.UploadAsync(host.SignPut(Key), "hello");

            var all = await Task
                .WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => host.Store.StageUploadAsync(host.Alice, Key, default))));

            all.OfType<StagedObject>().Should().ContainSingle().Which.Dispose();
        }
    }

    [Fact]
    public async Task A_restart_keeps_objects_parts_and_their_ETags_and_what_was_adopted_but_not_published()
    {
        var root = Directory.CreateTempSubdirectory("scopix-test-").FullName;
        string id, tag;
        IReadOnlyList<StoredPart> parts;
        await using (var first = await StoreHost.StartAsync(root))
        {
            tag = (await first.UploadAsync(first.SignPut(Key), "hello")).GetETag();
            await first.UploadAsync(first.SignPut("staging/adopted"), "adopted");
            _ = await first.Store.StageUploadAsync(first.Alice, "staging/adopted", default);
            _ = await first.Store.StageAsync(first.Alice, new MemoryStream([1]), 1, default);
            id = await first.Store.BeginMultipartAsync(first.Alice, Key, "", default);
            await first.UploadAsync(first.SignPart(Key, id, 5), "part");
            parts = (await first.Store.ListPartsAsync(first.Alice, Key, id, default))!;
        }

        await using var second = await StoreHost.StartAsync(root);
        var response = await second.GetAsync(second.Sign(Key));
        var next = await second.Store.BeginMultipartAsync(second.Alice, Key, "", default);

        response.GetETag().Should().Be(tag);
        (await second.ReadTextAsync("staging/adopted")).Should().Be("adopted");
        (await second.Store.ListPartsAsync(second.Alice, Key, id, default)).Should().Equal(parts);
        next.Should().NotBe(id);
        Directory.GetFiles(Path.Combine(root, second.Alice.TenantId, "staging")).Should().BeEmpty();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task Deletion_removes_objects_that_clients_have_PUT()
    {
        await using var host = await StoreHost.StartAsync();
        await host.UploadAsync(host.SignPut(Key), "hello");
        await host.UploadAsync(host.SignPut("staging/2"), "hello");
        var id = await host.Store.BeginMultipartAsync(host.Alice, Key, "", default);
        await host.UploadAsync(host.SignPart(Key, id, 1), "hello");

        host.Store.Delete(host.Alice, Key);
        var (one, two) = (await host.ReadTextAsync(Key), await host.ReadTextAsync("staging/2"));
        host.Store.DeleteAll(host.Alice);

        (one, two).Should().Be((null, "hello"));
        (await host.Store.ListPartsAsync(host.Alice, Key, id, default)).Should().BeNull();
        host.ListFiles().Should().BeEmpty();
    }

    [Fact]
    public async Task Publishing_under_a_staging_key_is_refused()
    {
        await using var host = await StoreHost.StartAsync();

        await FluentActions.Awaiting(() => host.PutAsync("hello", Key)).Should().ThrowAsync<ArgumentException>();
    }
}
