using System.Security.Cryptography;
using FluentAssertions;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Storage;

public sealed class AssemblyTests
{
    private const string Key = "staging/upl_1";
    private const int MinimumPartSize = 5 * 1024 * 1024;

    [Fact]
    public async Task Parts_become_one_object_in_order_of_their_numbers_with_the_ETag_of_S3()
    {
        await using var host = await StoreHost.StartAsync();
        var (id, bodies) = await UploadAsync(host, (7, MinimumPartSize + 3), (2, MinimumPartSize), (9, 11));

        await AssembleAsync(host, id);

        var whole = bodies[2].Concat(bodies[7]).Concat(bodies[9]).ToArray();
        var response = await host.GetAsync(host.Sign(Key));
        (await response.Content.ReadAsByteArrayAsync()).ShouldEqualBytes(whole);
        var tags = new[] { 2, 7, 9 }.SelectMany(number => S3ResponseExtensions.Md5(bodies[number])).ToArray();
        response.GetETag().Should().Be(Convert.ToHexStringLower(S3ResponseExtensions.Md5(tags)) + "-3");
        (await host.Store.ListPartsAsync(host.Alice, Key, id, default)).Should().BeNull();
        host.ListFiles().Should().HaveCount(2, "of the counter of uploads and the object");
    }

    [Fact]
    public async Task Only_the_last_part_may_be_smaller_than_5_MB_and_nothing_is_lost_when_another_is()
    {
        await using var host = await StoreHost.StartAsync();
        var (id, _) = await UploadAsync(host, (1, MinimumPartSize), (2, MinimumPartSize - 1), (3, 1));

        var assemble = () => AssembleAsync(host, id);

        (await assemble.Should().ThrowAsync<PartTooSmallException>()).WithMessage("Part 2 *");
        (await host.Store.ListPartsAsync(host.Alice, Key, id, default)).Should().HaveCount(3);
    }

    [Fact]
    public async Task Missing_or_different_parts_are_refused()
    {
        await using var host = await StoreHost.StartAsync();
        var (id, _) = await UploadAsync(host, (1, MinimumPartSize), (2, 1));
        var parts = (await host.Store.ListPartsAsync(host.Alice, Key, id, default))!;
        StoredPart[][] wrong =
        [
            [], [parts[0], parts[0]], [parts[0], parts[1] with { Number = 3 }], [parts[0] with { ETag = parts[1].ETag }],
            [parts[0] with { SizeBytes = 1 }],
        ];

        foreach (var subset in wrong)
            await FluentActions.Awaiting(() => AssembleAsync(host, id, subset)).Should().ThrowAsync<ArgumentException>();
        await FluentActions.Awaiting(() => AssembleAsync(host, "never", [.. parts])).Should().ThrowAsync<ArgumentException>();

        await AssembleAsync(host, id, [.. parts.Reverse().Select(part => part with { ETag = part.ETag.Trim('"') })]);
        (await host.Store.GetSizeAsync(host.Alice, Key, default)).Should().Be(MinimumPartSize + 1);
    }

    [Fact]
    public async Task Unlisted_parts_are_left_out()
    {
        await using var host = await StoreHost.StartAsync();
        var (id, bodies) = await UploadAsync(host, (1, MinimumPartSize), (2, 5), (3, 7));
        var parts = (await host.Store.ListPartsAsync(host.Alice, Key, id, default))!;

        await AssembleAsync(host, id, parts[0], parts[2]);

        (await (await host.GetAsync(host.Sign(Key))).Content.ReadAsByteArrayAsync()).Should().Equal(bodies[1].Concat(bodies[3]));
    }

    [Fact]
    public async Task A_cancelled_assembly_keeps_its_parts_and_can_be_repeated_even_after_a_restart()
    {
        var root = Directory.CreateTempSubdirectory("scopix-test-").FullName;
        string id;
        Dictionary<int, byte[]> bodies;
        IReadOnlyList<StoredPart> before, between;
        await using (var host = await StoreHost.StartAsync(root))
        {
            (id, bodies) = await UploadAsync(host, (1, MinimumPartSize), (2, MinimumPartSize), (3, 5));
            before = (await host.Store.ListPartsAsync(host.Alice, Key, id, default))!;
            await FluentActions.Awaiting(() => host.Store.CompleteMultipartAsync(host.Alice, Key, id, before, new CancellationToken(true)))
                .Should().ThrowAsync<OperationCanceledException>();
            var second = await host.UploadAsync(host.SignPart(Key, id, 4), "late");
            (await second.ReadErrorAsync()).Should().Be("404 NoSuchUpload");
            await FluentActions.Awaiting(() => AssembleAsync(host, id, before[0])).Should().ThrowAsync<ArgumentException>();
        }

        await using var again = await StoreHost.StartAsync(root);
        between = (await again.Store.ListPartsAsync(again.Alice, Key, id, default))!;
        await AssembleAsync(again, id);

        between.Should().Equal(before);
        (await (await again.GetAsync(again.Sign(Key))).Content.ReadAsByteArrayAsync()).Should()
            .Equal(bodies[1].Concat(bodies[2]).Concat(bodies[3]));
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task Upload_ids_are_derived_from_account_and_key_and_differ_each_time()
    {
        await using var one = await StoreHost.StartAsync();
        await using var other = await StoreHost.StartAsync();

        var ids = await IdsAsync(one, Key, Key, "staging/upl_2");
        var same = await IdsAsync(other, Key, Key, "staging/upl_2");
        one.Store.DeleteAll(one.Alice);
        var afterReset = await IdsAsync(one, Key);
        var bobsId = await one.Store.BeginMultipartAsync(one.Bob, Key, "", default);

        ids.Should().OnlyHaveUniqueItems().And.Equal(same);
        afterReset.Should().Equal(ids[0]);
        bobsId.Should().NotBe(ids[0]);
    }

    [Theory]
    [InlineData("images/x")]
    [InlineData("staging/")]
    public async Task An_upload_can_begin_only_under_staging(string key)
    {
        await using var host = await StoreHost.StartAsync();

        await FluentActions.Awaiting(() => host.Store.BeginMultipartAsync(host.Alice, key, "", default))
            .Should().ThrowAsync<ArgumentException>();
    }

    internal static async Task<(string Id, Dictionary<int, byte[]> Bodies)> UploadAsync(
        StoreHost host, params (int Number, int Size)[] parts)
    {
        var id = await host.Store.BeginMultipartAsync(host.Alice, Key, "video/mp4", default);
        var bodies = parts.ToDictionary(part => part.Number, part => RandomNumberGenerator.GetBytes(part.Size));
        foreach (var (number, body) in bodies)
            (await host.UploadAsync(host.SignPart(Key, id, number), new ByteArrayContent(body))).EnsureSuccessStatusCode();
        return (id, bodies);
    }

    private static async Task AssembleAsync(StoreHost host, string id, params StoredPart[] parts) =>
        await host.Store.CompleteMultipartAsync(host.Alice, Key, id, parts, default);

    private static async Task AssembleAsync(StoreHost host, string id) =>
        await AssembleAsync(host, id, [.. (await host.Store.ListPartsAsync(host.Alice, Key, id, default))!]);

    private static async Task<List<string>> IdsAsync(StoreHost host, params string[] keys)
    {
        var ids = new List<string>();
        foreach (var key in keys) ids.Add(await host.Store.BeginMultipartAsync(host.Alice, key, "", default));
        return ids;
    }
}
