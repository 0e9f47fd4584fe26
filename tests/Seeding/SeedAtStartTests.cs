using FluentAssertions;
using Microsoft.Data.Sqlite;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.Seeding;

public sealed class SeedAtStartTests
{
    [Fact]
    public async Task An_emulator_can_start_with_a_dataset_and_keeps_it_over_a_restart()
    {
        using var folder = new DataDirectory();
        string first;
        await using (var api = await TestApi.StartAsync(options => options with { Data = folder.Location, Dataset = "edge" }))
        {
            api.Emulator!.LoadedDataset!.Files.Should().Be(44);
            first = await GetIdsAsync(api);
        }

        await using var again = await TestApi.StartAsync(options => options with { Data = folder.Location, Dataset = "edge" });

        again.Emulator!.LoadedDataset.Should().BeNull("what is there is kept");
        (await GetIdsAsync(again)).Should().Be(first);
        var upload = await again.UploadAsync("a note"u8.ToArray(), "note.txt");
        upload.Status.Should().Be(201, upload.Text);
    }

    [Fact]
    public async Task An_export_of_a_dataset_has_URLs_with_the_assigned_port()
    {
        await using var api = await TestApi.StartAsync(options => options with { Dataset = "demo" });

        var export = await api.GetAsync("/api/v2/data/export/6a0aea1b-3b53-4c6c-a363-04558f075e44");

        var table = await api.Http.GetStringAsync(new Uri(export["download_url"].GetString()!), TestContext.Current.CancellationToken);
        var named = System.Text.RegularExpressions.Regex.Matches(table, @"http://127\.0\.0\.1:\d+/").Select(match => match.Value)
            .Distinct();
        named.Should().Equal(api.Emulator!.BaseAddress.ToString());
    }

    [Fact]
    public async Task A_loaded_tenant_s_database_has_the_same_tables_as_any_other()
    {
        using var folder = new DataDirectory();
        await using (var api = await TestApi.StartAsync(options => options with { Data = folder.Location }))
        {
            await api.GetAsync("/api/v2/files");
            (await api.WithKey(TestApi.CreateKey(1)).PostAsync("/_emulator/seed", new { dataset = "scale", count = 50 })).Status.Should()
                .Be(201);
        }

        var schemas = Directory.GetFiles(Path.Combine(folder.Location, "tenants"), "*.db").Select(ReadSchema).ToArray();

        schemas.Should().HaveCount(2);
        schemas[0].Should().Contain("CREATE INDEX files_hash").And.Be(schemas[1]);
    }

    [Fact]
    public async Task Info_lists_the_datasets()
    {
        await using var api = await TestApi.StartInMemoryAsync(options => options with { Dataset = "scale", Count = 12 });

        var info = await api.GetAsync("/_emulator/info");

        info["dataset"].GetString().Should().Be("scale");
        info["files"].GetInt64().Should().Be(12);
        info["datasets"].EnumerateArray().Select(one => one.GetProperty("name").GetString()).Should()
            .Equal("demo", "inspection", "real-estate", "documents", "empty", "edge", "scale");
    }

    [Theory, OnBothStores]
    public async Task The_demo_dataset_has_bytes_for_every_file(StoreUnderTest kind)
    {
        var s3 = kind == StoreUnderTest.Minio ? MinioServer.CreateOptions() : null;
        await using (var api = await TestApi
            .StartAsync(
                options => s3 is null
                    ? options with { Dataset = "demo" } : options with { Dataset = "demo", Storage = StorageKind.S3, S3 = s3 }))
        {
            using var browser = new HttpClient();
            var (offset, count) = (0, 0);
            for (var more = true; more; offset += 100)
            {
                var page = await api.GetAsync($"/api/v2/files?limit=100&offset={offset}");
                more = page["has_more"].GetBoolean();
                foreach (var file in page["items"].EnumerateArray().Where(item => item.GetProperty("media_type").GetString() != "link"))
                {
                    var download = await api.GetAsync($"/api/v2/files/{file.GetProperty("id")}/download");
                    var bytes = await browser
                        .GetByteArrayAsync(new Uri(download.Header("Location")!), TestContext.Current.CancellationToken);
                    bytes.Should().HaveCount(file.GetProperty("size_bytes").GetInt32());
                    count++;
                }
            }
            count.Should().BeGreaterThan(100);
        }
        if (s3 is not null) await MinioServer.RemoveBucketAsync(s3.Bucket);
    }

    /// <summary>The tables, the indexes and the settings of the full-text indexes.</summary>
    private static string ReadSchema(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name)";
        return (string)command.ExecuteScalar()!;
    }

    private static async Task<string> GetIdsAsync(TestApi api) =>
        string.Join(' ',
            (await api.GetAsync("/api/v2/files?limit=100"))["items"].EnumerateArray().Select(item => item.GetProperty("id").GetString()));
}
