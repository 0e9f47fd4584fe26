using FluentAssertions;
using Scopix.Emulator.Tests.DirectUploads;
using Scopix.Emulator.Tests.Http;
using Scopix.Emulator.Tests.Snapshots;
using Xunit;

namespace Scopix.Emulator.Tests.Engine;

/// <summary>Stored bytes that were overwritten, truncated or emptied: the damage is reported and affects no other tenant.</summary>
public sealed class DamagedDataTests
{
    public static TheoryData<string> DamageKinds() => ["emptied", "halved", "cut in its header", "overwritten at its beginning",
        "overwritten in the middle", "a text"];

    [Theory]
    [MemberData(nameof(DamageKinds))]
    public async Task A_damaged_database_is_named_in_the_error_and_other_tenants_keep_working(string damage)
    {
        using var folder = new DataDirectory();
        var (damaged, other, id) = await WriteSampleDataAsync(folder);
        var damagedBytes = DamageDatabase(damage, await File.ReadAllBytesAsync(damaged, TestContext.Current.CancellationToken));
        await File.WriteAllBytesAsync(damaged, damagedBytes, TestContext.Current.CancellationToken);

        await using var api = await StartAsync(folder);
        TestResponse[] refused =
        [
            await api.GetAsync("/api/v2/files"), await api.GetAsync($"/api/v2/files/{id}"), await api.UploadAsync(Samples.Note(), "a.txt"),
            await api.DeleteAsync($"/api/v2/files/{id}"), await api.GetAsync("/_emulator/clock"),
        ];
        var (info, undamaged) = (await api.WithKey(null).GetAsync("/_emulator/info"),
            await api.WithKey(TestApi.CreateKey(1)).GetAsync($"/api/v2/files/{other}"));

        foreach (var response in refused) ShouldReportDamage(response, Path.GetFileName(damaged));
        (info.Status, undamaged.Status).Should().Be((200, 200));
        (await File.ReadAllBytesAsync(damaged, TestContext.Current.CancellationToken)).Should()
            .Equal(damagedBytes, "the damaged database is not written");
    }

    [Theory]
    [InlineData("emptied", true)]
    [InlineData("halved", true)]
    [InlineData("overwritten at its beginning", false)]
    public async Task A_reset_renames_the_damaged_database_and_creates_a_new_one(string damage, bool withKey)
    {
        using var folder = new DataDirectory();
        var (damaged, other, _) = await WriteSampleDataAsync(folder);
        var damagedBytes = DamageDatabase(damage, await File.ReadAllBytesAsync(damaged, TestContext.Current.CancellationToken));
        await File.WriteAllBytesAsync(damaged, damagedBytes, TestContext.Current.CancellationToken);
        await using var api = await StartAsync(folder);

        var reset = await (withKey ? api : api.WithKey(null)).PostAsync("/_emulator/reset");
        var (list, kept) =
            (await api.GetAsync("/api/v2/files"), await api.WithKey(TestApi.CreateKey(1)).GetAsync($"/api/v2/files/{other}"));

        reset.EnsureStatus(200)["tenants"].GetInt32().Should().Be(withKey ? 1 : 2);
        list.EnsureStatus(200)["total_count"].GetInt32().Should().Be(0);
        kept.Status.Should().Be(withKey ? 200 : 404);
        (await File.ReadAllBytesAsync(damaged + ".damaged-1", TestContext.Current.CancellationToken)).Should().Equal(damagedBytes);
        (await api.DownloadFileAsync(await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg"))).Should().Equal(Samples.Photo());
    }

    [Fact]
    public async Task A_presigned_URL_of_a_damaged_tenant_returns_an_S3_error()
    {
        using var folder = new DataDirectory();
        var (damaged, _, id) = await WriteSampleDataAsync(folder);
        string url;
        await using (var before = await StartAsync(folder))
            url = new Uri((await before.GetAsync($"/api/v2/files/{id}/download")).Header("Location")!).PathAndQuery;
        await File.WriteAllBytesAsync(damaged, [], TestContext.Current.CancellationToken);

        await using var api = await StartAsync(folder);
        var response = await api.WithKey(null).GetAsync(url);

        response.Status.Should().Be(503);
        response.Text.Should().Contain("<Code>ServiceUnavailable</Code>").And.Contain("is damaged");
    }

    [Theory]
    [InlineData("shorter")]
    [InlineData("longer")]
    [InlineData("altered")]
    [InlineData("empty")]
    public async Task A_damaged_object_is_detected_whenever_its_file_has_changed(string damage)
    {
        using var folder = new DataDirectory();
        await using var api = await StartAsync(folder);
        var (id, other) =
            (await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg"), await api.UploadAndGetIdAsync(Samples.Photo(1), "other.jpg"));
        var path = Directory
            .GetFiles(folder.Location, DirectUploads.DirectUploadRequests.ComputeSha256(Samples.Photo()) + ".jpg",
                SearchOption.AllDirectories).Single();
        var url = (await api.GetAsync($"/api/v2/files/{id}/download")).Header("Location")!;
        (await api.WithKey(null).GetAsync(url)).Bytes.Should().Equal(Samples.Photo());

        await File.WriteAllBytesAsync(path, DamageObject(damage, Samples.Photo()), TestContext.Current.CancellationToken);
        var (whole, part) =
            (await api.WithKey(null).GetAsync(url), await api.WithKey(null).SendAsync(HttpMethod.Get, url, null, ("Range", "bytes=0-9")));
        var undamaged = await api.DownloadFileAsync(other);
        var again = await api.UploadAsync(Samples.Photo(), "again.jpg");

        foreach (var response in (TestResponse[])[whole, part])
        {
            response.Status.Should().Be(503);
            response.Text.Should().Contain("is damaged").And.Contain(DirectUploads.DirectUploadRequests.ComputeSha256(Samples.Photo()));
        }
        undamaged.Should().Equal(Samples.Photo(1));
        again.Status.Should().Be(201);
        (await api.DownloadFileAsync(id)).Should().Equal(Samples.Photo(), "the same bytes were uploaded again");
    }

    [Fact]
    public async Task An_object_altered_while_the_emulator_was_stopped_is_detected()
    {
        using var folder = new DataDirectory();
        var (_, _, id) = await WriteSampleDataAsync(folder);
        var path = Directory
            .GetFiles(folder.Location, DirectUploads.DirectUploadRequests.ComputeSha256(Samples.Photo()) + ".jpg",
                SearchOption.AllDirectories).Single();
        var modified = File.GetLastWriteTimeUtc(path);
        await File.WriteAllBytesAsync(path, DamageObject("altered", Samples.Photo()), TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(path, modified);

        await using var api = await StartAsync(folder);
        var response = await api.WithKey(null).GetAsync((await api.GetAsync($"/api/v2/files/{id}/download")).Header("Location")!);

        response.Status.Should().Be(503);
        response.Text.Should().Contain("does not have the SHA-256");
    }

    [Fact]
    public async Task A_damaged_object_does_not_prevent_listing_or_deleting_its_file()
    {
        using var folder = new DataDirectory();
        var (_, _, id) = await WriteSampleDataAsync(folder);
        var path = Directory
            .GetFiles(folder.Location, DirectUploads.DirectUploadRequests.ComputeSha256(Samples.Photo()) + ".jpg",
                SearchOption.AllDirectories).Single();
        await File.WriteAllBytesAsync(path, Samples.Photo()[..100], TestContext.Current.CancellationToken);

        await using var api = await StartAsync(folder);
        var (list, details, similar) =
            (await api.GetAsync("/api/v2/files"), await api.GetAsync($"/api/v2/files/{id}"),
                await api.GetAsync($"/api/v2/files/{id}/similar"));
        var removed = await api.DeleteAsync($"/api/v2/files/{id}");

        list.EnsureStatus(200)["total_count"].GetInt32().Should().Be(2);
        (details.Status, similar.Status, removed.Status).Should().Be((200, 200, 200));
    }

    [Theory]
    [InlineData(999, "newer")]
    [InlineData(5, "this emulator reads versions 6 to ")]
    public async Task A_database_of_another_version_is_not_reported_as_damaged(int version, string expectedMessage)
    {
        using var folder = new DataDirectory();
        var (database, other, _) = await WriteSampleDataAsync(folder);
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={database};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA user_version = {version}";
            command.ExecuteNonQuery();
        }

        await using var api = await StartAsync(folder);
        var refused = await api.GetAsync("/api/v2/files");

        refused.Status.Should().Be(503);
        refused.Text.Should().Contain($"is of version {version}").And.Contain(expectedMessage).And.NotContain("damaged").And
            .NotContain("reset");
        (await api.WithKey(TestApi.CreateKey(1)).GetAsync($"/api/v2/files/{other}")).EnsureStatus(200);
    }

    [Fact]
    public async Task A_damaged_shared_clock_prevents_the_start()
    {
        using var folder = new DataDirectory();
        await using (var api = await StartAsync(folder)) await api.WithKey(null).FreezeAsync("2026-03-01T12:00:00Z");
        await File.WriteAllTextAsync(Path.Combine(folder.Location, "tenants", "clock.json"), "{", TestContext.Current.CancellationToken);

        var start = async () => await StartAsync(folder);

        (await start.Should().ThrowAsync<InvalidDataException>()).WithMessage("*clock.json is damaged*");
    }

    /// <summary>
    /// Creates two tenants with photos; returns the database of the first, the id of the second's file and of the first's.
    /// </summary>
    private static async Task<(string Database, string Other, string Id)> WriteSampleDataAsync(DataDirectory folder)
    {
        await using var api = await StartAsync(folder);
        await api.UploadAndGetIdAsync(Samples.Photo(2), "first.jpg");
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var database = Directory.GetFiles(Path.Combine(folder.Location, "tenants"), "*.db").Single();
        return (database, await api.WithKey(TestApi.CreateKey(1)).UploadAndGetIdAsync(Samples.Photo(1), "other.jpg"), id);
    }

    private static byte[] DamageDatabase(string damage, byte[] database) => damage switch
    {
        "emptied" => [],
        "halved" => database[..(database.Length / 2)],
        "cut in its header" => database[..20],
        "overwritten at its beginning" => [.. Enumerable.Repeat((byte)0x5A, 8192), .. database[8192..]],
        "overwritten in the middle" => [.. database[..8192], .. Enumerable.Repeat((byte)0x5A, 65_536), .. database[73_728..]],
        _ => "This is no database, but a text that somebody has copied here."u8.ToArray(),
    };

    private static byte[] DamageObject(string damage, byte[] bytes) => damage switch
    {
        "shorter" => bytes[..100],
        "longer" => [.. bytes, 0],
        "altered" => [.. bytes[..500], (byte)~bytes[500], .. bytes[501..]],
        _ => [],
    };

    private static void ShouldReportDamage(TestResponse response, string database)
    {
        response.ShouldFail(503, "STORAGE_DAMAGED");
        response["error"].GetProperty("message").GetString().Should().Contain(database).And.Contain("is damaged").And
            .NotContain(" at Scopix");
    }

    private static Task<TestApi> StartAsync(DataDirectory folder) => TestApi.StartAsync(options => options with { Data = folder.Location });
}
