using System.Formats.Tar;
using System.Text;
using FluentAssertions;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.Snapshots;

/// <summary>Tars that no export writes: each is refused with 4xx and leaves nothing.</summary>
public sealed class HostileTarTests
{
    [Fact]
    public async Task Headers_that_no_export_writes_are_refused()
    {
        await using var fixture = new StoreFixture(StoreUnderTest.Embedded);
        await using var api = await fixture.StartAsync();
        var entries = await ExportEntriesAsync(api);
        var tar = SnapshotArchives.WriteTar(entries);
        var hostile = InvalidHeaders()
            .Select(change => (change.Name,
                SnapshotArchives.Compress(SnapshotArchives.WithChangedHeader(tar, change.Entry, change.Change)))).ToList();
        foreach (var format in (TarEntryFormat[])[TarEntryFormat.Pax, TarEntryFormat.Gnu, TarEntryFormat.V7])
            hostile.Add(($"{format}", SnapshotArchives.Compress(SnapshotArchives.WriteTar(entries, format))));
        foreach (var type in "1234567xgLKSVDMN\0")
            hostile.Add(
                ($"type {(int)type}",
                    SnapshotArchives.Compress(SnapshotArchives.WithChangedHeader(tar, 2, header => header[156] = (byte)type))));
        hostile.Add(("a bad checksum", SnapshotArchives.Compress([.. tar[..3], (byte)'x', .. tar[4..]])));
        hostile.Add(
            ("a folder first",
                SnapshotArchives.Compress(
                    SnapshotArchives.WriteTar([new ArchiveEntry("objects/", [], TarEntryType.Directory), .. entries]))));
        hostile.Add(("everything twice", SnapshotArchives.Compress([.. tar[..^1024], .. tar])));

        foreach (var (name, file) in hostile) await ShouldBeRefusedAsync(api, fixture, name, file);

        (await api.ImportSnapshotAsync("good", SnapshotArchives.Compress(tar))).EnsureStatus(201);
    }

    [Fact]
    public async Task Zero_padding_after_the_end_is_accepted_and_any_other_trailing_data_is_refused()
    {
        await using var fixture = new StoreFixture(StoreUnderTest.Embedded);
        await using var api = await fixture.StartAsync();
        var tar = SnapshotArchives.WriteTar(await ExportEntriesAsync(api));

        (await api.ImportSnapshotAsync("padded", SnapshotArchives.Compress([.. tar, .. new byte[9 * 512]]))).EnsureStatus(201);
        await api.DeleteSnapshotAsync("padded");

        await ShouldBeRefusedAsync(api, fixture, "a byte behind the end", SnapshotArchives.Compress([.. tar, .. new byte[4000], 1]));
        await ShouldBeRefusedAsync(api, fixture, "two megabytes behind the end", SnapshotArchives.Compress([.. tar, .. new byte[2 << 20]]));
    }

    [Fact]
    public async Task Files_truncated_anywhere_are_refused()
    {
        await using var fixture = new StoreFixture(StoreUnderTest.Embedded);
        await using var api = await fixture.StartAsync();
        var tar = SnapshotArchives.WriteTar(await ExportEntriesAsync(api));
        var random = new Random(7);
        var lengths = Enumerable.Range(0, 24).Select(_ => random.Next(tar.Length))
            .Concat([0, 1, 511, 512, 513, tar.Length - 1, tar.Length - 512, tar.Length - 1024, tar.Length - 1025]);

        foreach (var length in lengths) await ShouldBeRefusedAsync(api, fixture, $"cut at {length}",
            SnapshotArchives.Compress(tar[..length]));
    }

    [Fact]
    public async Task Files_with_a_changed_byte_are_refused_or_import_the_same()
    {
        await using var fixture = new StoreFixture(StoreUnderTest.Embedded);
        await using var api = await fixture.StartAsync();
        var tar = SnapshotArchives.WriteTar(await ExportEntriesAsync(api));
        var random = new Random(42);

        for (var n = 0; n < 60; n++)
        {
            var other = tar.ToArray();
            var at = n % 2 == 0 ? random.Next(tar.Length) : random.Next(4) * 128 + random.Next(128);
            other[at] ^= (byte)random.Next(1, 256);
            var response = await api.ImportSnapshotAsync("other", SnapshotArchives.Compress(other));
            response.Status.Should().BeOneOf([201, 422], $"byte {at}: {response.Text}");
            if (response.Status == 201) await api.DeleteSnapshotAsync("other"); // a changed byte in the padding has no effect
            (await fixture.ListObjectsAsync()).Should().BeEmpty($"byte {at}");
        }
    }

    private static IEnumerable<(string Name, int Entry, Action<byte[]> Change)> InvalidHeaders() =>
    [
        ("a prefix of 155 characters and a slash in the name", 2, header =>
        {
            WriteField(header, 0, 100, "a/" + new string('b', 90));
            WriteField(header, 345, 155, new string('p', 155));
        }),
        ("an absolute name", 2, header => WriteField(header, 0, 100, "/etc/passwd")),
        ("an absolute prefix", 2, header => WriteField(header, 345, 155, "/etc")),
        ("a name that leads out", 2, header => WriteField(header, 0, 100, "../../../x")),
        ("no name", 2, header =>
        {
            WriteField(header, 0, 100, "");
            WriteField(header, 345, 155, "");
        }),
        ("a name of other bytes", 2, header => header.AsSpan(0, 100).Fill(0xFF)),
        ("another name", 1, header => WriteField(header, 0, 100, "database.sqlite")),
        ("the largest size", 2, header => WriteField(header, 124, 12, "77777777777")),
        ("a size in base 256", 2, header => header.AsSpan(124, 12).Fill(0xFF)),
        ("a large size in base 256", 2, header =>
        {
            header.AsSpan(124, 12).Fill(0x7F);
            header[124] = 0x80;
        }),
        ("a size that is none", 2, header => WriteField(header, 124, 12, "zzzzzzzzzzz")),
        ("a negative size", 2, header => WriteField(header, 124, 12, "-1")),
        ("a database of another size", 1, header => WriteField(header, 124, 12, "00000000001")),
        ("a record that is too long", 0, header => WriteField(header, 124, 12, "00777777777")),
        ("another magic", 2, header => WriteField(header, 257, 8, "xxxxx")),
        ("a time that is none", 2, header => WriteField(header, 136, 12, "zzzzzzzzzzz")),
        ("a mode that is none", 2, header => WriteField(header, 100, 8, "9999999")),
    ];

    private static async Task ShouldBeRefusedAsync(TestApi api, StoreFixture fixture, string name, byte[] file)
    {
        var refused = await api.ImportSnapshotAsync("bad", file);
        refused.Status.Should().BeInRange(400, 499, $"{name}: {refused.Text}");
        refused.Code.Should().Be("VALIDATION_ERROR", name);
        (await api.GetAsync(SnapshotRequests.SnapshotsPath))["total_count"].GetInt32().Should().Be(0, name);
        (await fixture.ListObjectsAsync()).Should().BeEmpty(name);
    }

    private static async Task<List<ArchiveEntry>> ExportEntriesAsync(TestApi api)
    {
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        await api.SaveSnapshotAsync("start");
        var entries = SnapshotArchives.ReadEntries(await api.ExportSnapshotAsync("start"));
        await api.PostAsync("/_emulator/reset?snapshots=true");
        return entries;
    }

    private static void WriteField(byte[] header, int at, int length, string text)
    {
        header.AsSpan(at, length).Clear();
        Encoding.ASCII.GetBytes(text).CopyTo(header, at);
    }
}
