using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Tests.Seeding;
using Scopix.Fixtures.Datasets;
using Xunit;
using static Scopix.Emulator.Tests.LlamaCloud.LlamaRequests;

namespace Scopix.Emulator.Tests.LlamaCloud;

/// <summary>Datasets in a tenant of LlamaCloud: their documents and pictures are files with past dates.</summary>
public sealed class LlamaSeedTests
{
    private const string Now = "2026-03-01T12:00:00Z";

    [Theory]
    [InlineData("demo", 127)]
    [InlineData("inspection", 74)]
    [InlineData("real-estate", 114)]
    [InlineData("documents", 60)]
    [InlineData("edge", 44)]
    [InlineData("empty", 0)]
    public async Task A_dataset_s_documents_and_pictures_are_loaded_with_their_bytes(string dataset, int files)
    {
        await using var api = await StartAsync();
        await api.FreezeAsync(Now);
        var expected = GetExpectedFiles(dataset);

        var seeded = await api.PostAsync("/_emulator/seed", new { dataset });

        (seeded.Status, seeded["files"].GetInt32(), seeded["projects"].GetInt32()).Should()
            .Be((201, files, files == 0 ? 0 : 1), seeded.Text);
        var items = await SeedAndListAsync(api, dataset);
        items.Select(item => item.Text("id")).Should().BeEquivalentTo(expected.Select(file => "dfl-" + file.Id)).And.HaveCount(files);
        long bytes = 0;
        foreach (var item in items)
        {
            var file = expected.Single(file => "dfl-" + file.Id == item.Text("id"));
            (item.Text("name"), item.GetProperty("last_modified_at").GetDateTimeOffset()).Should().Be((file.Filename, file.At));
            file.At.Should().BeBefore(DateTimeOffset.Parse(Now, System.Globalization.CultureInfo.InvariantCulture));
            var generated = file.CreateContent!().File.Bytes;
            bytes += generated.Length;
            (await DownloadHashAsync(api, item)).Should().Be(Convert.ToHexString(SHA256.HashData(generated)), file.Filename);
        }
        seeded["bytes"].GetInt64().Should().Be(bytes);
    }

    [Fact]
    public async Task Responses_of_a_dataset_fit_their_schemas_and_each_filter_finds_its_files()
    {
        await using var api = await StartAsync();
        await api.PostAsync("/_emulator/seed", new { dataset = "demo" });
        var items = await SeedAndListAsync(api, "demo");

        items.Select(item => item.Text("purpose")).Distinct().Should()
            .BeEquivalentTo("user_data", "parse", "extract", "classify", "split", "sheet", "agent_app");
        items.Select(item => item.Text("file_type")).Distinct().Should().Contain(["jpg", "png", "pdf", "docx", "md", "txt"]);
        items.Select(item => item.Text("project_id")).Distinct().Should().HaveCount(2);
        items.Count(item => item.Text("external_file_id") is null).Should().BeInRange(1, items.Length - 1);
        var named = items.First(
            item => item.Text("external_file_id") is not null && item.Text("project_id") == items[0].Text("project_id"));
        var (list, one) = ($"{FilesPath}?page_size=20&expand=download_url&order_by=name", $"{FilesPath}/{named.Text("id")}");
        (await SchemaValidation.FindProblemsAsync("llama-file-page", (await api.GetAsync(list)).Text)).Should().BeEmpty();
        (await SchemaValidation.FindProblemsAsync("llama-file", (await api.GetAsync(one + "?expand=download_url")).Text)).Should()
            .BeEmpty();
        (await SchemaValidation.FindProblemsAsync("llama-presigned-url", (await api.GetAsync(one + "/content")).Text)).Should().BeEmpty();
        (await api.GetAsync($"{FilesPath}?external_file_id={Uri.EscapeDataString(named.Text("external_file_id")!)}")).Ids().Should()
            .Contain(named.Text("id"));
        (await api.PostAsync(FilesPath + "/query", new { filter = new { file_ids = new[] { named.Text("id") } } })).Items().Should()
            .ContainSingle();
        (await api.DeleteAsync(one)).Status.Should().Be(204);
        (await api.GetAsync(one)).Status.Should().Be(404);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_files_and_another_seed_gives_others()
    {
        var (one, same, other) = (await GetResponsesAsync(42), await GetResponsesAsync(42), await GetResponsesAsync(43));

        same.Should().Equal(one);
        other.Should().NotIntersectWith(one);
    }

    [Fact]
    public async Task Scale_fills_lists_with_files_without_bytes()
    {
        await using var api = await StartAsync();

        var seeded = await api.PostAsync("/_emulator/seed", new { dataset = "scale", count = 5_000 });

        seeded.Status.Should().Be(201, seeded.Text);
        var items = await SeedAndListAsync(api, "scale");
        items.Should().HaveCount(seeded["files"].GetInt32()).And.HaveCountGreaterThan(3_000);
        (await FetchAsync(await api.GetDownloadUrlAsync(items.First().Text("id")!))).Status.Should().Be(404);
    }

    [Fact]
    public async Task A_tenant_that_has_a_file_must_be_reset_first_and_others_are_not_touched()
    {
        await using var api = await StartAsync();
        var other = api.WithKey("llx-other");
        await api.CreateFileAsync("mine.txt");

        var refused = await api.PostAsync("/_emulator/seed", new { dataset = "documents" });

        (refused.Status, refused.Code).Should().Be((409, "HTTP_409"));
        (await api.ListNamesAsync("")).Should().Equal("mine.txt");
        (await api.GetAsync("/_emulator/info"))["files"].GetInt32().Should().Be(1);
        await api.PostAsync("/_emulator/reset");
        (await api.PostAsync("/_emulator/seed", new { dataset = "documents" })).Status.Should().Be(201);
        (await api.PostAsync("/_emulator/seed", new { dataset = "documents" })).Status.Should().Be(409);
        (await api.GetAsync("/_emulator/info"))["files"].GetInt32().Should().Be(60);
        (await other.ListNamesAsync("")).Should().BeEmpty();
    }

    [Fact]
    public async Task An_interrupted_load_leaves_neither_records_nor_bytes()
    {
        using var folder = new DataDirectory();
        await using var api = await StartAsync(options => options with { Data = folder.Location });
        using var cancelling = new CancellationTokenSource();
        using var request =
            new HttpRequestMessage(HttpMethod.Post, "/_emulator/seed") { Content = JsonContent.Create(new { dataset = "real-estate" }) };
        var sent = api.Http.SendAsync(request, cancelling.Token);
        while (folder.ListObjects().Length < 5 && !sent.IsCompleted) await Task.Delay(1, TestContext.Current.CancellationToken);
        await cancelling.CancelAsync();
        var afterCancellation = () => sent;
        await afterCancellation.Should().ThrowAsync<OperationCanceledException>();

        var empty = await api.PostAsync("/_emulator/seed", new { dataset = "empty" });

        empty.Status.Should().Be(201, empty.Text);
        (await api.ListNamesAsync("")).Should().BeEmpty();
        (await folder.WaitUntilEmptyAsync()).Should().BeEmpty();
        Directory.GetFiles(Path.Combine(folder.Location, "tenants"), "*.seeding").Should().BeEmpty();
    }

    [Fact]
    public async Task A_dataset_survives_a_restart()
    {
        using var folder = new DataDirectory();
        string before;
        await using (var api = await StartAsync(options => options with { Data = folder.Location }))
        {
            (await api.PostAsync("/_emulator/seed", new { dataset = "documents" })).Status.Should().Be(201);
            before = (await api.GetAsync(FilesPath)).Text;
        }

        await using var again = await StartAsync(options => options with { Data = folder.Location });

        (await again.GetAsync(FilesPath)).Text.Should().Be(before);
        (await again.GetAsync("/_emulator/info"))["files"].GetInt32().Should().Be(60);
    }

    /// <summary>The files of a dataset that are pictures or documents and are not deleted by a later step.</summary>
    private static SeedFile[] GetExpectedFiles(string dataset)
    {
        SeedStep[] steps = [.. DatasetCatalogue.Create(dataset, 42,
            DateTimeOffset.Parse(Now, System.Globalization.CultureInfo.InvariantCulture))!.Steps];
        var deleted = steps.OfType<SeedDeletion>().Select(step => step.Id).ToHashSet();
        return
        [
            .. steps.OfType<SeedFile>()
                .Concat(steps.OfType<SeedSession>().SelectMany(step => step.Entries).Select(entry => entry.File).OfType<SeedFile>())
                .Where(file => file.MediaType != "video" && !deleted.Contains(file.Id)),
        ];
    }

    /// <summary>The files of both projects: the key's own, and the dataset's.</summary>
    private static async Task<JsonElement[]> SeedAndListAsync(TestApi api, string dataset, long seed = 42)
    {
        var second = new IdGenerator(seed, "dataset/" + dataset).CreateId("llama project", 2);
        var items = new List<JsonElement>();
        foreach (var project in new[] { "", second })
        {
            for (var token = ""; ;)
            {
                var page = await api.GetAsync($"{FilesPath}?page_size=1000&project_id={project}{token}");
                items.AddRange(page.Items());
                if (page.Json.Text("next_page_token") is not { } next) break;
                token = "&page_token=" + Uri.EscapeDataString(next);
            }
        }
        return [.. items];
    }

    private static async Task<string> DownloadHashAsync(TestApi api, JsonElement file)
    {
        var url = await api.GetDownloadUrlAsync(file.Text("id")!, $"?project_id={file.Text("project_id")}");
        using var anonymous = new HttpClient();
        return Convert.ToHexString(SHA256.HashData(await anonymous.GetByteArrayAsync(url)));
    }

    private static async Task<string[]> GetResponsesAsync(long seed)
    {
        await using var api = await StartAsync();
        await api.FreezeAsync(Now);
        (await api.PostAsync("/_emulator/seed", new { dataset = "documents", seed })).Status.Should().Be(201);
        return [.. (await SeedAndListAsync(api, "documents", seed)).Select(item => item.GetRawText())];
    }
}
