using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.Snapshots;

/// <summary>Snapshots whose database was changed and whose sizes and checksums are right: the records are checked.</summary>
public sealed class HostileImportTests
{
    private const string UnknownId = "00000000-0000-4000-8000-000000000000";

    public static TheoryData<string, string> InvalidRecords() => new()
    {
        { "UPDATE folders SET parent_id = id WHERE name = 'a'", "folder * is its own parent" },
        { "UPDATE folders SET parent_id = (SELECT id FROM folders WHERE name = 'b') WHERE name = 'a'", "folder * is below itself*" },
        { "UPDATE folders SET parent_id = (SELECT id FROM folders WHERE name = 'c') WHERE name = 'a'", "folder * is below itself*" },
        { $"UPDATE folders SET parent_id = '{UnknownId}' WHERE name = 'a'", "folder * has a parent that does not exist" },
        { "UPDATE folders SET name = '', name_key = ''  WHERE name = 'a'", "folder * has an invalid name: *" },
        { "UPDATE folders SET name = printf('%0300d', 1), name_key = printf('%0300d', 1) WHERE name = 'a'",
            "folder * has an invalid name: *" },
        { "UPDATE folders SET name_key = 'OTHER' WHERE name = 'a'", "folder * has a name_key that does not match its name" },
        { "UPDATE folders SET name = 'c', name_key = 'C', parent_id = (SELECT parent_id FROM folders WHERE name = 'c') WHERE name = 'd'",
            "folder * has the same name as another one in its parent" },
        { "UPDATE folders SET id = 'x/../y' WHERE name = 'd'", "folders * has an id that is not a UUID" },
        { $"UPDATE folders SET project_id = '{UnknownId}' WHERE name = 'd'", "folder * is in a project that does not exist" },
        { Deep, "folder * is more than 10 levels deep" },
        { "UPDATE files SET doc = json_set(doc, '$.filename', '../../x.jpg')", "file * has a name that no upload can have" },
        { "UPDATE files SET doc = json_set(doc, '$.size_bytes', 5)", "file * has columns that do not match its record" },
        { $"UPDATE files SET doc = json_set(doc, '$.folder_id', '{UnknownId}')", "file * has columns that do not match its record" },
        { "INSERT INTO tags VALUES ('lost', 99)", "tag lost belongs to a file that does not exist" },
        { "INSERT INTO chunk_vectors VALUES (99, 1, x'00')", "vector 99 belongs to a chunk that does not exist" },
        { "INSERT INTO image_vectors VALUES (99, x'', x'')", "vector 99 belongs to a file that does not exist" },
        { "INSERT INTO image_vectors VALUES (1, x'', x'0000c07f')", "vector 1 of image_vectors is not 1 to 4096 finite numbers" },
        { "INSERT INTO image_vectors VALUES (1, x'', x'000000')", "vector 1 of image_vectors is not 1 to 4096 finite numbers" },
        { "INSERT INTO image_vectors VALUES (1, x'', 'text')", "vector 1 of image_vectors is not 1 to 4096 finite numbers" },
        { "PRAGMA user_version = 99", "*" },
        { CreateSessionSql("'zzz'", "NULL", "'completed'"), "session * has an invalid upload_method" },
        { CreateSessionSql("'streaming'", "'zzz'", "'completed'"), "session * has an invalid status" },
        { CreateSessionSql("'streaming'", "NULL", "'zzz'"), "session item x.jpg has an invalid status" },
    };

    private static string CreateSessionSql(string method, string status, string item) => $"""
        INSERT INTO sessions VALUES (7, '{UnknownId}', {method}, 1, NULL, {status});
        INSERT INTO session_items(session, position, filename, status, at) VALUES (7, 0, 'x.jpg', {item}, 1);
        """;

    private const string Deep = """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 11)
        INSERT INTO folders(id, name, name_key, parent_id, project_id, created_at, updated_at)
        SELECT printf('%08x-0000-4000-8000-000000000000', i), 'x', 'X',
          CASE WHEN i > 1 THEN printf('%08x-0000-4000-8000-000000000000', i - 1) END, NULL, 1, 1 FROM n
        """;

    [Theory]
    [MemberData(nameof(InvalidRecords))]
    public async Task An_impossible_record_is_refused_by_name_and_leaves_nothing(string sql, string issue)
    {
        await using var fixture = new StoreFixture(StoreUnderTest.Embedded);
        await using var api = await fixture.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg", "tags=roof");
        var file = await ExportFoldersAsync(api);

        var refused = await api.ImportSnapshotAsync("bad", SnapshotArchives.WithChangedDatabase(file, sql));

        refused.ShouldFail(422, "VALIDATION_ERROR", "database.db");
        refused.Issue.Should().Match(issue);
        (await api.GetAsync(SnapshotRequests.SnapshotsPath))["total_count"].GetInt32().Should().Be(0);
        (await fixture.ListObjectsAsync()).Should().BeEmpty();
        (await api.ImportSnapshotAsync("good", SnapshotArchives.WithChangedDatabase(file, "SELECT 1"))).EnsureStatus(201);
    }

    [Fact]
    public async Task An_object_that_is_missing_or_has_another_size_is_refused_by_name()
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        await api.SaveSnapshotAsync("start");
        var file = await api.ExportSnapshotAsync("start");
        var entries = SnapshotArchives.ReadEntries(file);
        var without = entries.Where(entry => !entry.Name.StartsWith("objects/", StringComparison.Ordinal)).ToList();

        var missing = await api.ImportSnapshotAsync("bad", SnapshotArchives.WriteArchive(without));
        var denied = await api
            .ImportSnapshotAsync("bad", SnapshotArchives.WriteArchive([.. without, new ArchiveEntry("absent", "0 aa\n"u8.ToArray())]));
        var shorter = await api
            .ImportSnapshotAsync("bad",
                SnapshotArchives.WithChangedDatabase(file, "UPDATE files SET size_bytes = 5, doc = json_set(doc, '$.size_bytes', 5)"));

        missing.Field.Should().Be(entries.Single(entry => entry.Name.StartsWith("objects/", StringComparison.Ordinal)).Name);
        denied.Field.Should().Be("absent");
        shorter.Issue.Should().Contain("bytes; the database has another size");
        foreach (var refused in (TestResponse[])[missing, denied, shorter]) refused.Status.Should().Be(422);
    }

    [Fact]
    public async Task Files_without_bytes_are_exported_and_imported_without_bytes()
    {
        await using var api = await TestApi.StartAsync();
        var other = api.WithKey(TestApi.CreateKey(1));
        (await api.PostAsync("/_emulator/seed", new { dataset = "scale", count = 20 })).EnsureStatus(201);
        await api.SaveSnapshotAsync("start");

        var file = await api.ExportSnapshotAsync("start");
        (await other.ImportSnapshotAsync("start", file)).EnsureStatus(201);
        await other.RestoreSnapshotAsync("start");

        SnapshotArchives.ReadEntries(file).Should().Contain(entry => entry.Name == "absent");
        (await other.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should()
            .Be((await api.GetAsync("/api/v2/files"))["total_count"].GetInt32());
    }

    [Fact]
    public async Task An_export_with_every_kind_of_record_passes_the_import_checks()
    {
        await using var api = await TestApi.StartAsync();
        (await api.PostAsync("/_emulator/seed", new { dataset = "demo" })).EnsureStatus(201);
        var sent = await DirectUploads.DirectUploadRequests.CreateAndSendAsync(api, Samples.Photo(8));
        (await api.PostAsync(
            $"{DirectUploads.DirectUploadRequests.DirectUploadsPath}/{sent.GetProperty("upload_id").GetString()}/complete")).EnsureStatus(
                202);
        var folders = await CreateFoldersAsync(api);
        var note = await api.UploadAndGetIdAsync(Samples.Note(8), "note.txt", "folder_id=" + folders["c"]);
        (await api.PostAsync("/api/v2/folders/move-files", new { file_ids = new[] { note }, folder_id = folders["b"] })).EnsureStatus(200);
        (await api.DeleteAsync($"/api/v2/folders/{folders["a"]}")).EnsureStatus(200);
        await api.SaveSnapshotAsync("start");

        var response = await api.WithKey(TestApi.CreateKey(1)).ImportSnapshotAsync("start", await api.ExportSnapshotAsync("start"));

        response.Status.Should().Be(201, response.Text);
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a", "b")]
    [InlineData("a", "d")]
    public async Task Folders_in_a_parent_cycle_do_not_hang_requests_and_can_be_deleted(string child, string parent)
    {
        using var folder = new DataDirectory();
        Dictionary<string, string> ids;
        await using (var api = await TestApi.StartAsync(options => options with { Data = folder.Location }))
        {
            ids = await CreateFoldersAsync(api);
            await api.UploadAndGetIdAsync(Samples.Note(), "note.txt", "folder_id=" + ids["b"]);
        }
        SnapshotArchives.ExecuteSql(Directory.GetFiles(Path.Combine(folder.Location, "tenants"), "*.db").Single(),
            $"UPDATE folders SET parent_id = '{ids[parent]}' WHERE id = '{ids[child]}'");

        await using var again = await TestApi.StartAsync(options => options with { Data = folder.Location });
        TestResponse[] responses =
        [
            await again.GetAsync("/api/v2/folders"), await again.GetAsync($"/api/v2/folders/{ids["b"]}"),
            await again.GetAsync($"/api/v2/folders/{ids["c"]}/breadcrumbs"),
            await again.GetAsync($"/api/v2/files?folder_id={ids["b"]}"),
            await again.PatchAsync($"/api/v2/folders/{ids["b"]}", new { name = "other" }),
            await again.PostAsync("/api/v2/files/export",
                new { format = "csv", columns = new[] { new { field_key = "filename" } }, folder_id = ids["a"],
                    include_subfolders = true }),
        ];
        var moved = await again.PostAsync($"/api/v2/folders/{ids["c"]}/move", new { new_parent_id = ids["b"] });
        var deleted = new List<int>();
        foreach (var id in ids.Values)
            deleted.Add((await again.DeleteAsync($"/api/v2/folders/{id}{(id == ids["d"] ? "?mode=delete_all" : "")}")).Status);

        responses.Select(response => response.Status).Should()
            .OnlyContain(status => status == 200, string.Join('\n', responses.Select(response => response.Text)));
        responses[0]["total_count"].GetInt32().Should().Be(4);
        moved.Status.Should().BeOneOf(200, 422);
        deleted.Should().OnlyContain(status => status == 200 || status == 404);
        (await again.GetAsync("/api/v2/folders"))["total_count"].GetInt32().Should().Be(0);
    }

    /// <summary>An exported snapshot with a chain of folders; the tenant is empty afterwards.</summary>
    private static async Task<byte[]> ExportFoldersAsync(TestApi api)
    {
        await CreateFoldersAsync(api);
        await api.SaveSnapshotAsync("start");
        var file = await api.ExportSnapshotAsync("start");
        await api.PostAsync("/_emulator/reset?snapshots=true");
        return file;
    }

    /// <summary>The folders a, b in it, c in that, d in that.</summary>
    private static async Task<Dictionary<string, string>> CreateFoldersAsync(TestApi api)
    {
        var ids = new Dictionary<string, string>();
        string? parent = null;
        foreach (var name in (string[])["a", "b", "c", "d"])
            ids[name] = parent =
                (await api.PostAsync("/api/v2/folders", new { name, parent_id = parent })).EnsureStatus(201)["id"].GetString()!;
        return ids;
    }
}
