using FluentAssertions;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Engine;
using Xunit;

namespace Scopix.Emulator.Tests.Files;

/// <summary>Totals are read from counts that triggers maintain; they must always equal a plain count.</summary>
public sealed class FileCountTests
{
    private static readonly string[] Queries =
    [
        "", "media_types=image", "media_types=document&media_types=image", "has_description=true", "has_description=false", "tags=red",
        "tags=red&tags=green", "search=valve", "search=note",
        "date_from=2026-01-01T00:00:00Z", "date_to=2026-03-01T00:00:00Z", "date_from=2026-01-05T12:00:00Z&date_to=2026-01-05T12:00:00Z",
        "date_from=2026-02-01T00:00:00Z&date_to=2026-01-01T00:00:00Z",
        "compliance_status=passed", "has_description=true&media_types=image", "date_from=2026-01-06T00:00:00Z&media_types=document",
    ];

    [Fact]
    public async Task Total_counts_equal_the_listed_files_after_every_kind_of_change()
    {
        using var data = new DataDirectory();
        var seen = new HashSet<int>();
        await using (var api = await TestApi.StartAsync(options => options with { Data = data.Location }))
        {
            await api.FreezeAsync("2026-01-05T12:00:00Z");
            var folder = (await api.PostAsync("/api/v2/folders", new { name = "One" }))["id"].GetString()!;
            var ids = new List<string>();
            for (var n = 0; n < 8; n++)
            {
                ids.Add(await api.UploadAndGetIdAsync(Samples.Note(n), $"valve note {n}.txt", "tags=red,green"));
                ids.Add(await api
                    .UploadAndGetIdAsync(Samples.Photo(n), $"p{n}.jpg", n % 2 == 0 ? "tags=red" : "auto_describe=false",
                        $"folder_id={(n % 2 == 0 ? folder : null)}", "compliance_type=mls", "compliance_standard=nar_baseline"));
                await api.AdvanceAsync(TimeSpan.FromHours(7));
            }
            seen.Add(await CompareTotalsAsync(api, folder));

            (await api.PatchAsync($"/api/v2/files/{ids[0]}", new { tags = new[] { "green" }, title = "Other" })).Status.Should().Be(200);
            (await api.PostAsync("/api/v2/folders/move-files", new { file_ids = ids[..4], folder_id = folder })).Status.Should().Be(200);
            await CompareTotalsAsync(api, folder);

            foreach (var id in ids[..6]) (await api.DeleteAsync($"/api/v2/files/{id}")).Status.Should().Be(200);
            seen.Add(await CompareTotalsAsync(api, folder));
            (await api.PostAsync($"/_emulator/files/{ids[1]}/restore")).Status.Should().Be(200);
            (await api.PostAsync($"/_emulator/files/{ids[2]}/restore")).Status.Should().Be(200);
            seen.Add(await CompareTotalsAsync(api, folder));

            await api.AdvanceAsync(TimeSpan.FromDays(31));
            (await api.DeleteAsync($"/api/v2/folders/{folder}")).Status.Should().BeLessThan(300);
            await CompareTotalsAsync(api, folder);
        }

        seen.Should().Equal(16, 10, 12);
        using var db = Database.OpenReadOnly(Directory.GetFiles(Path.Combine(data.Location, "tenants"), "*.db").Single());
        DatabaseSchema.AreCountsCorrect(db).Should().BeTrue();
        db.QueryNumber("SELECT COUNT(*) FROM files").Should().Be(12);
    }

    [Fact]
    public async Task Total_counts_include_a_dataset_and_later_changes()
    {
        await using var api = await TestApi.StartAsync();
        (await api.PostAsync("/_emulator/seed", new { dataset = "scale", count = 400 })).Status.Should().Be(201);
        var ids = (await api.ListFilesAsync("limit=100")).Ids();

        foreach (var id in ids[..50]) (await api.DeleteAsync($"/api/v2/files/{id}")).Status.Should().Be(200);

        var folders = (await api.GetAsync("/api/v2/folders")).Items().Select(folder => folder.Text("id")!).ToArray();
        foreach (var folder in folders) await CompareTotalsAsync(api, folder);
        (await api.ListFilesAsync())["total_count"].GetInt32().Should().Be(350);
        (await api.GetAsync("/api/v2/projects")).Items().Sum(project => project.GetProperty("file_count").GetInt32()).Should().Be(350);
    }

    [Fact]
    public void Counts_over_time_slots_equal_a_plain_count()
    {
        using var db = new Database(path: null);
        var random = new Random(7);
        for (var n = 0; n < 3_000; n++)
        {
            var at = 1_767_000_000_000_000 + random.NextInt64(1L << random.Next(20, 44));
            db.Execute(
                "INSERT INTO files(id, hash, media_type, size_bytes, created_at, content_at, described, deleted_at, doc) VALUES ($1, "
                + "'h', 'image', 1, $2, $2, 1, $3, '{}')", $"{n}", at, n % 7 == 0 ? 1L : null);
        }

        db.Execute("DELETE FROM files WHERE seq % 5 = 0");
        db.Execute("UPDATE files SET deleted_at = CASE WHEN deleted_at IS NULL THEN 1 END WHERE seq % 11 = 0");
        db.Execute("UPDATE files SET described = 0, folder_id = 'f' WHERE seq % 3 = 0");

        for (var n = 0; n < 200; n++)
        {
            var from = 1_767_000_000_000_000 + random.NextInt64(-1000, 1L << random.Next(20, 45));
            var before = from + random.NextInt64(-5, 1L << random.Next(10, 45));
            new FileIndex(db).CountUploadedBetween(from, before).Should()
                .Be(db.QueryNumber("SELECT COUNT(*) FROM files WHERE deleted_at IS NULL AND created_at >= $1 AND created_at < $2", from,
                    before));
        }
        new FileIndex(db).CountUploadedBetween(0, Database.MaxMicroseconds + 1).Should().Be(new FileIndex(db).CountAll()).And
            .Be(db.QueryNumber("SELECT COUNT(*) FROM files WHERE deleted_at IS NULL"));
        DatabaseSchema.AreCountsCorrect(db).Should().BeTrue();
        db.Execute("UPDATE file_counts SET n = n + 1 WHERE folder_id = 'f'");
        DatabaseSchema.AreCountsCorrect(db).Should().BeFalse();
    }

    /// <summary>Compares every total with the files on its pages, in two orders; returns the unfiltered total.</summary>
    private static async Task<int> CompareTotalsAsync(TestApi api, string folder)
    {
        var unfilteredTotal = 0;
        foreach (var query in (string[])[.. Queries, $"folder_id={folder}", $"folder_id={folder}&has_description=true"])
            foreach (var sort in (string[])["content_created_at", "title"])
            {
                var (listedIds, offset, total) = (new HashSet<string>(), 0, -1);
                for (var more = true; more; offset += 30)
                {
                    var page = await api.ListFilesAsync($"{query}&sort_by={sort}&limit=30&offset={offset}");
                    listedIds.UnionWith(page.Ids());
                    (total, more) = (page["total_count"].GetInt32(), page["has_more"].GetBoolean());
                }
                total.Should().Be(listedIds.Count, query);
                if (query.Length == 0) unfilteredTotal = total;
            }
        return unfilteredTotal;
    }
}
