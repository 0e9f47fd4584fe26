using System.Formats.Tar;
using System.Text;
using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.Snapshots;

/// <summary>Export and import of snapshots.</summary>
public sealed class SnapshotTransferTests
{
    [Theory, OnBothStores]
    public async Task A_snapshot_imported_into_another_emulator_has_the_same_content(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        byte[] file;
        string id, note, before, next;
        await using (var source = await TestApi.StartAsync())
        {
            await source.FreezeAsync("2026-03-01T12:00:00Z");
            id = await source.UploadAndGetIdAsync(Samples.Photo(), "a.jpg", "title=North");
            note = await source.UploadAndGetIdAsync(Samples.Note(), "note.txt");
            await source.PostAsync("/_emulator/stubs", new { filename = "x*", description = "A stub." });
            await source.SaveSnapshotAsync("start");
            file = await source.ExportSnapshotAsync("start");
            (await source.ExportSnapshotAsync("start")).Should().Equal(file, "the same snapshot gives the same bytes");
            before = (await source.GetAsync($"/api/v2/files/{note}/digitization")).EnsureStatus(200).Text;
            next = await source.UploadAndGetIdAsync(Samples.Photo(1), "b.jpg");
        }

        await using var target = await fixture.StartAsync();
        (await target.ImportSnapshotAsync("brought", file)).EnsureStatus(201)["name"].GetString().Should().Be("brought");
        (await target.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(0, "nothing is restored yet");
        await target.RestoreSnapshotAsync("brought");

        (await target.GetAsync($"/api/v2/files/{id}"))["title"].GetString().Should().Be("North");
        (await target.GetAsync($"/api/v2/files/{note}/digitization")).Text.Should().Be(before);
        (await target.DownloadFileAsync(id)).Should().Equal(Samples.Photo());
        (await target.UploadAndGetIdAsync(Samples.Photo(1), "b.jpg")).Should().Be(next, "ids go on where they were");
        (await target.GetAsync("/_emulator/stubs"))["total_count"].GetInt32().Should().Be(1);
        (await target.PostAsync("/_emulator/reset?snapshots=true")).EnsureStatus(200);
        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_snapshot_imported_with_another_key_uses_the_object_keys_of_that_tenant()
    {
        await using var api = await TestApi.StartAsync();
        var other = api.WithKey(TestApi.CreateKey(1));
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        await api.SaveSnapshotAsync("start");

        (await other.ImportSnapshotAsync("start", await api.ExportSnapshotAsync("start"))).EnsureStatus(201);
        await api.PostAsync("/_emulator/reset?snapshots=true");
        await other.RestoreSnapshotAsync("start");

        (await other.DownloadFileAsync(id)).Should().Equal(Samples.Photo());
    }

    [Fact]
    public async Task The_exported_file_is_a_tar_with_checksums_and_contains_no_secret()
    {
        await using var fixture = new StoreFixture(StoreUnderTest.Embedded);
        await using var api = await fixture.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        await api.SaveSnapshotAsync("start");
        var secret = "scopix_";

        var entries = SnapshotArchives.ReadEntries(await api.ExportSnapshotAsync("start"));

        entries.Select(entry => entry.Name.Split('/')[0]).Should().Equal("snapshot.json", "database.db", "objects", "SHA256SUMS");
        entries[2].Bytes.Should().Equal(Samples.Photo());
        var checksums = entries.SkipLast(1)
            .Select(entry => $"{DirectUploads.DirectUploadRequests.ComputeSha256(entry.Bytes)}  {entry.Name}\n");
        Encoding.ASCII.GetString(entries[3].Bytes).Should().Be(string.Concat(checksums));
        entries.Should().NotContain(entry => Encoding.Latin1.GetString(entry.Bytes).Contains(secret, StringComparison.Ordinal));
    }

    public static TheoryData<string, string> DamageKinds() => new()
    {
        { "nothing at all", "body" }, { "no gzip", "body" }, { "cut", "" }, { "one byte of an object", "objects" },
        { "one byte of the database", "database.db" },
        { "a path that leads out", "objects" }, { "an object too many", "objects" }, { "a link", "body" },
        { "the database first", "snapshot.json" },
        { "another format", "snapshot.json" }, { "another schema", "snapshot.json" }, { "a fault that is none", "status" },
        { "more behind it", "body" },
        { "a file twice", "objects" }, { "a database that is none", "database.db" }, { "an object less", "objects" },
    };

    [Theory]
    [MemberData(nameof(DamageKinds))]
    public async Task A_damaged_file_is_refused_by_name_and_leaves_nothing(string damage, string part)
    {
        await using var fixture = new StoreFixture(StoreUnderTest.Embedded);
        await using var api = await fixture.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        await api.SaveSnapshotAsync("start");
        var file = await api.ExportSnapshotAsync("start");
        await api.PostAsync("/_emulator/reset?snapshots=true");

        var refused = await api.ImportSnapshotAsync("bad", ApplyDamage(file, damage));

        (refused.Status, refused.Code).Should().Be((422, "VALIDATION_ERROR"), refused.Text);
        refused.Field!.StartsWith(part, StringComparison.Ordinal).Should().BeTrue(refused.Text);
        (await api.GetAsync(SnapshotRequests.SnapshotsPath))["total_count"].GetInt32().Should().Be(0);
        (await fixture.ListObjectsAsync()).Should().BeEmpty();
        (await api.ImportSnapshotAsync("bad", file)).EnsureStatus(201);
        (await api.ImportSnapshotAsync("bad", file)).ShouldFail(409, "HTTP_409");
    }

    private static byte[] ApplyDamage(byte[] file, string damage)
    {
        var entries = SnapshotArchives.ReadEntries(file);
        var other = entries.ToList();
        switch (damage)
        {
            case "nothing at all": return [];
            case "no gzip": return Samples.Photo();
            case "one byte of an object": other[2] = other[2] with { Bytes = [.. other[2].Bytes[..^1], 0x77] }; break;
            case "one byte of the database": other[1].Bytes[100] ^= 0xFF; break;
            case "a path that leads out": other[2] = other[2] with { Name = "objects/../../../" + Path.GetFileName(other[2].Name) }; break;
            case "an object too many":
                other.Insert(3,
                other[2] with { Name = other[2].Name.Replace(".jpg", ".png", StringComparison.Ordinal) }); break;
            case "a link": other[2] = other[2] with { Type = TarEntryType.SymbolicLink, Bytes = [] }; break;
            case "the database first": (other[0], other[1]) = (other[1], other[0]); break;
            case "another format": other[0] = ReplaceText(other[0], "\"format\":2", "\"format\":3"); break;
            case "another schema": other[0] = ReplaceText(other[0], "\"schema\":", "\"schema\":9"); break;
            case "a fault that is none":
                other[0] = ReplaceText(other[0], "\"faults\":{\"given\":0,\"rules\":[]}",
                    """
                    "faults":{"given":1,"rules":[{"id":"fault_1","asked":{"operation":"*","status":200},"matches":0,"hits":0}]}
                    """);
                break;
            case "a file twice": other.Insert(3, other[2]); break;
            case "a database that is none": other[1] = other[1] with { Bytes = Samples.Photo() }; break;
            case "an object less": other.RemoveAt(2); break;
        }
        var packed =
            SnapshotArchives.Compress([.. SnapshotArchives.WriteTar(other), .. damage == "more behind it" ? "more"u8.ToArray() : []]);
        return damage == "cut" ? packed[..^40] : packed;
    }

    private static ArchiveEntry ReplaceText(ArchiveEntry entry, string text, string replacement)
    {
        var json = Encoding.UTF8.GetString(entry.Bytes);
        json.Should().Contain(text);
        return entry with { Bytes = Encoding.UTF8.GetBytes(json.Replace(text, replacement, StringComparison.Ordinal)) };
    }
}
