using System.Formats.Tar;
using System.Text;
using FluentAssertions;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.Snapshots;

/// <summary>Tars that no export writes: each is refused with 4xx, and nothing of it stays.</summary>
public sealed class HostileTarTests
{
    [Fact]
    public async Task Headers_that_no_export_writes_are_refused()
    {
        await using var kept = new Kept(Store.Embedded);
        await using var api = await kept.StartAsync();
        var entries = await ExportedAsync(api);
        var tar = Archives.Tar(entries);
        var hostile = Headers().Select(change => (change.Name, Archives.Zipped(Archives.WithHeader(tar, change.Entry, change.Change)))).ToList();
        foreach (var format in (TarEntryFormat[])[TarEntryFormat.Pax, TarEntryFormat.Gnu, TarEntryFormat.V7]) hostile.Add(($"{format}", Archives.Zipped(Archives.Tar(entries, format))));
        foreach (var type in "1234567xgLKSVDMN\0")
            hostile.Add(($"type {(int)type}", Archives.Zipped(Archives.WithHeader(tar, 2, header => header[156] = (byte)type))));
        hostile.Add(("a bad checksum", Archives.Zipped([.. tar[..3], (byte)'x', .. tar[4..]])));
        hostile.Add(("a folder first", Archives.Zipped(Archives.Tar([new Entry("objects/", [], TarEntryType.Directory), .. entries]))));
        hostile.Add(("everything twice", Archives.Zipped([.. tar[..^1024], .. tar])));

        foreach (var (name, file) in hostile) await ShouldBeRefusedAsync(api, kept, name, file);

        (await api.ImportAsync("good", Archives.Zipped(tar))).Must(201);
    }

    [Fact]
    public async Task Zeros_that_fill_up_the_last_record_are_taken_and_nothing_else_behind_the_end_is()
    {
        await using var kept = new Kept(Store.Embedded);
        await using var api = await kept.StartAsync();
        var tar = Archives.Tar(await ExportedAsync(api));

        (await api.ImportAsync("padded", Archives.Zipped([.. tar, .. new byte[9 * 512]]))).Must(201);
        await api.DropAsync("padded");

        await ShouldBeRefusedAsync(api, kept, "a byte behind the end", Archives.Zipped([.. tar, .. new byte[4000], 1]));
        await ShouldBeRefusedAsync(api, kept, "two megabytes behind the end", Archives.Zipped([.. tar, .. new byte[2 << 20]]));
    }

    [Fact]
    public async Task Files_that_are_cut_off_anywhere_are_refused()
    {
        await using var kept = new Kept(Store.Embedded);
        await using var api = await kept.StartAsync();
        var tar = Archives.Tar(await ExportedAsync(api));
        var chance = new Random(7);
        var cuts = Enumerable.Range(0, 24).Select(_ => chance.Next(tar.Length)).Concat([0, 1, 511, 512, 513, tar.Length - 1, tar.Length - 512, tar.Length - 1024, tar.Length - 1025]);

        foreach (var cut in cuts) await ShouldBeRefusedAsync(api, kept, $"cut at {cut}", Archives.Zipped(tar[..cut]));
    }

    [Fact]
    public async Task Files_with_other_bytes_anywhere_are_refused_or_the_same()
    {
        await using var kept = new Kept(Store.Embedded);
        await using var api = await kept.StartAsync();
        var tar = Archives.Tar(await ExportedAsync(api));
        var chance = new Random(42);

        for (var n = 0; n < 60; n++)
        {
            var other = tar.ToArray();
            var at = n % 2 == 0 ? chance.Next(tar.Length) : chance.Next(4) * 128 + chance.Next(128);
            other[at] ^= (byte)chance.Next(1, 256);
            var answer = await api.ImportAsync("other", Archives.Zipped(other));
            answer.Status.Should().BeOneOf([201, 422], $"byte {at}: {answer.Text}");
            if (answer.Status == 201) await api.DropAsync("other"); // what fills a block says nothing
            (await kept.StoredAsync()).Should().BeEmpty($"byte {at}");
        }
    }

    private static IEnumerable<(string Name, int Entry, Action<byte[]> Change)> Headers() =>
    [
        ("a prefix of 155 characters and a slash in the name", 2, header =>
        {
            Put(header, 0, 100, "a/" + new string('b', 90));
            Put(header, 345, 155, new string('p', 155));
        }),
        ("an absolute name", 2, header => Put(header, 0, 100, "/etc/passwd")),
        ("an absolute prefix", 2, header => Put(header, 345, 155, "/etc")),
        ("a name that leads out", 2, header => Put(header, 0, 100, "../../../x")),
        ("no name", 2, header =>
        {
            Put(header, 0, 100, "");
            Put(header, 345, 155, "");
        }),
        ("a name of other bytes", 2, header => header.AsSpan(0, 100).Fill(0xFF)),
        ("another name", 1, header => Put(header, 0, 100, "database.sqlite")),
        ("the largest size", 2, header => Put(header, 124, 12, "77777777777")),
        ("a size in base 256", 2, header => header.AsSpan(124, 12).Fill(0xFF)),
        ("a large size in base 256", 2, header =>
        {
            header.AsSpan(124, 12).Fill(0x7F);
            header[124] = 0x80;
        }),
        ("a size that is none", 2, header => Put(header, 124, 12, "zzzzzzzzzzz")),
        ("a negative size", 2, header => Put(header, 124, 12, "-1")),
        ("a database of another size", 1, header => Put(header, 124, 12, "00000000001")),
        ("a record that is too long", 0, header => Put(header, 124, 12, "00777777777")),
        ("another magic", 2, header => Put(header, 257, 8, "xxxxx")),
        ("a time that is none", 2, header => Put(header, 136, 12, "zzzzzzzzzzz")),
        ("a mode that is none", 2, header => Put(header, 100, 8, "9999999")),
    ];

    private static async Task ShouldBeRefusedAsync(Api api, Kept kept, string name, byte[] file)
    {
        var refused = await api.ImportAsync("bad", file);
        refused.Status.Should().BeInRange(400, 499, $"{name}: {refused.Text}");
        refused.Code.Should().Be("VALIDATION_ERROR", name);
        (await api.GetAsync(Saved.Path))["total_count"].GetInt32().Should().Be(0, name);
        (await kept.StoredAsync()).Should().BeEmpty(name);
    }

    private static async Task<List<Entry>> ExportedAsync(Api api)
    {
        await api.UploadedAsync(Samples.Photo(), "a.jpg");
        await api.SaveAsync("start");
        var entries = Archives.Entries(await api.ExportAsync("start"));
        await api.PostAsync("/_emulator/reset?snapshots=true");
        return entries;
    }

    private static void Put(byte[] header, int at, int room, string text)
    {
        header.AsSpan(at, room).Clear();
        Encoding.ASCII.GetBytes(text).CopyTo(header, at);
    }
}
