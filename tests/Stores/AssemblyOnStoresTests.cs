using FluentAssertions;
using Microsoft.Extensions.Logging.Abstractions;
using Scopix.Emulator.Tests.Storage;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Stores;

/// <summary>How either store refuses wrong lists of parts, which the API itself never sends.</summary>
public sealed class AssemblyOnStoresTests
{
    private const string Key = "staging/upl_1";
    private static readonly byte[] Whole = new byte[5 << 20];

    [Theory, OnBothStores]
    public async Task A_middle_part_that_is_too_small_is_named_and_can_be_PUT_again(StoreUnderTest kind)
    {
        await using var host = await StoreHost.StartAsync();
        var (store, account, id) = await BeginAsync(host, kind);
        var parts = new List<StoredPart> { await PutAsync(host, store, account, id, 1, Whole[..^1]),
            await PutAsync(host, store, account, id, 2, [1]) };

        var early = () => store.CompleteMultipartAsync(account, Key, id, parts, default);

        (await early.Should().ThrowAsync<PartTooSmallException>()).WithMessage("Part 1 *");
        parts[0] = await PutAsync(host, store, account, id, 1, Whole);
        await store.CompleteMultipartAsync(account, Key, id, parts, default);
        (await store.GetSizeAsync(account, Key, default)).Should().Be(Whole.Length + 1);
        await EndAsync(store);
    }

    [Theory, OnBothStores("etag"), OnBothStores("missing"), OnBothStores("gone")]
    public async Task Parts_that_differ_from_the_list_are_refused(StoreUnderTest kind, string wrong)
    {
        await using var host = await StoreHost.StartAsync();
        var (store, account, id) = await BeginAsync(host, kind);
        var part = await PutAsync(host, store, account, id, 1, [1]);
        if (wrong == "gone") await store.AbortMultipartAsync(account, Key, id, default);
        List<StoredPart> listed = wrong switch
        {
            "etag" => [part with { ETag = "\"d41d8cd98f00b204e9800998ecf8427e\"" }],
            "missing" => [part with { Number = 2 }],
            _ => [part],
        };

        var assemble = () => store.CompleteMultipartAsync(account, Key, id, listed, default);

        await assemble.Should().ThrowAsync<ArgumentException>();
        (await store.GetSizeAsync(account, Key, default)).Should().BeNull();
        await EndAsync(store);
    }

    [Theory, OnBothStores]
    public async Task A_second_assembly_finds_no_upload_and_the_object_stays(StoreUnderTest kind)
    {
        await using var host = await StoreHost.StartAsync();
        var (store, account, id) = await BeginAsync(host, kind);
        var part = await PutAsync(host, store, account, id, 1, [1]);
        await store.CompleteMultipartAsync(account, Key, id, [part], default);

        var again = () => store.CompleteMultipartAsync(account, Key, id, [part], default);

        await again.Should().ThrowAsync<ArgumentException>();
        (await store.ListPartsAsync(account, Key, id, default)).Should().BeNull();
        (await store.GetSizeAsync(account, Key, default)).Should().Be(1);
        await EndAsync(store);
    }

    private static async Task<(IObjectStore Store, StorageAccount Account, string UploadId)> BeginAsync(StoreHost host, StoreUnderTest kind)
    {
        IObjectStore store = kind == StoreUnderTest.Embedded
            ? host.Store
            : await S3Store.OpenAsync(MinioServer.CreateOptions(), host.Store, TimeProvider.System, NullLoggerFactory.Instance);
        return (store, host.Alice, await store.BeginMultipartAsync(host.Alice, Key, "video/mp4", default));
    }

    private static async Task<StoredPart> PutAsync(
        StoreHost host, IObjectStore store, StorageAccount account, string id, int number, byte[] bytes)
    {
        var url = store.PresignPart(account, host.Origin, Key, id, number, TimeSpan.FromMinutes(5));
        (await host.Client.PutAsync(url, new ByteArrayContent(bytes))).EnsureSuccessStatusCode();
        return (await store.FindPartAsync(account, Key, id, number, default))!;
    }

    private static async Task EndAsync(IObjectStore store)
    {
        if (store is not S3Store server) return;
        await server.DisposeAsync();
        await MinioServer.RemoveBucketAsync(server.BucketName);
    }
}
