using System.Net.Http.Json;
using FluentAssertions;
using Scopix.Fixtures.Datasets;
using Xunit;

namespace Scopix.Emulator.Tests.Seeding;

public sealed class SeedTests
{
    [Fact]
    public async Task A_dataset_is_loaded_into_the_tenant_of_the_key_and_into_no_other()
    {
        await using var api = await TestApi.StartInMemoryAsync();

        var response = await api.PostAsync("/_emulator/seed", new { dataset = "inspection" });

        response.Status.Should().Be(201, response.Text);
        response["files"].GetInt32().Should().Be(78);
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(78);
        (await api.GetAsync("/api/v2/folders"))["total_count"].GetInt32().Should().Be(response["folders"].GetInt32());
        (await api.GetAsync("/_emulator/info"))["tenants"].GetInt32().Should().Be(1);
    }

    [Theory]
    [InlineData("""{"dataset":"nowhere"}""", "dataset", "demo, inspection, real-estate, documents, empty, edge, scale")]
    [InlineData("""{"dataset":"demo","count":5}""", "count", "scale only")]
    [InlineData("""{"dataset":"scale","count":0}""", "count", "between 1 and 2000000")]
    [InlineData("""{"dataset":"scale","count":2000001}""", "count", "between 1 and 2000000")]
    public async Task Unknown_and_invalid_values_are_refused_by_name(string body, string field, string issue)
    {
        await using var api = await TestApi.StartInMemoryAsync();

        var response = await api.SendTextAsync(HttpMethod.Post, "/_emulator/seed", body);

        (response.Status, response.Field).Should().Be((422, field));
        response.Issue.Should().Contain(issue);
    }

    [Fact]
    public async Task Unknown_fields_are_refused_by_name()
    {
        await using var api = await TestApi.StartInMemoryAsync();

        var response = await api.PostAsync("/_emulator/seed", new { dataset = "empty", sead = 1 });

        (response.Status, response.Field).Should().Be((422, "sead"));
    }

    [Fact]
    public async Task A_tenant_with_data_must_be_reset_first()
    {
        await using var api = await TestApi.StartInMemoryAsync();
        await api.PostAsync("/_emulator/seed", new { dataset = "edge" });

        var again = await api.PostAsync("/_emulator/seed", new { dataset = "scale", count = 10 });

        again.Status.Should().Be(409);
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(44);
        await api.PostAsync("/_emulator/reset");
        (await api.PostAsync("/_emulator/seed", new { dataset = "scale", count = 10 })).Status.Should().Be(201);
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(10);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_data_byte_for_byte_in_two_emulators_and_another_seed_gives_other_data()
    {
        var (one, same, other) = (await GetSeededResponsesAsync(42), await GetSeededResponsesAsync(42), await GetSeededResponsesAsync(43));

        same.Should().Be(one);
        other.Should().NotBe(one);
    }

    [Fact]
    public async Task The_loaded_data_equal_the_dataset()
    {
        await using var api = await TestApi.StartInMemoryAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        await api.PostAsync("/_emulator/seed", new { dataset = "documents", seed = 5 });

        var listed = await api.GetAsync("/api/v2/files?limit=100&sort_by=created_at&sort_order=asc");

        var files = DatasetCatalogue.Create("documents", 5, new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))!.Steps
            .OfType<SeedFile>().ToArray();
        listed["items"].EnumerateArray().Select(item => item.GetProperty("id").GetString()).Should().Equal(files.Select(file => file.Id));
        listed["items"].EnumerateArray().Select(item => item.GetProperty("created_at").GetDateTimeOffset()).Should()
            .Equal(files.Select(file => file.At));
        listed["items"].EnumerateArray().Select(item => item.GetProperty("primary_status").GetString()).Should().AllBe("completed");
    }

    [Fact]
    public async Task A_dataset_in_another_language_has_projects_and_documents_in_it()
    {
        await using var api = await TestApi.StartAsync();

        var seeded = await api.PostAsync("/_emulator/seed", new { dataset = "inspection", locale = "de" });

        seeded.Status.Should().Be(201, seeded.Text);
        (await api.GetAsync("/api/v2/projects")).Text.Should().Contain("Lindenhofschule").And.NotContain("Lindenhof School");
        (await api.GetAsync("/api/v2/files?search=Pr%C3%BCfbericht&limit=50")).Text.Should().Contain("Prüfbericht");
    }

    [Theory]
    [InlineData("inspection", null, true)]
    [InlineData("inspection", "en", false)]
    [InlineData("edge", null, false)]
    public async Task A_dataset_that_names_no_language_has_that_of_the_emulator(string dataset, string? locale, bool isGerman)
    {
        await using var api = await TestApi.StartAsync(options => options with { Locale = "de" });

        var seeded = await api.PostAsync("/_emulator/seed", new { dataset, locale });

        seeded.Status.Should().Be(201, seeded.Text);
        (await api.GetAsync("/api/v2/projects")).Text.Contains("Lindenhofschule", StringComparison.Ordinal).Should().Be(isGerman);
    }

    [Theory]
    [InlineData("demo", "fr", "must be one of en, de, es, ja")]
    [InlineData("scale", "de", "is for demo, inspection, real-estate, documents only")]
    public async Task A_language_that_a_dataset_does_not_have_is_refused_by_name(string dataset, string locale, string issue)
    {
        await using var api = await TestApi.StartAsync();

        var refused = await api.PostAsync("/_emulator/seed", new { dataset, locale });

        refused.Status.Should().Be(422);
        refused.Text.Should().Contain("locale").And.Contain(issue);
    }

    [Fact]
    public async Task An_interrupted_load_leaves_neither_records_nor_bytes()
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.StartAsync(options => options with { Data = folder.Location });
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
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(0);
        (await folder.WaitUntilEmptyAsync()).Should().BeEmpty();
        Directory.GetFiles(Path.Combine(folder.Location, "tenants"), "*.seeding").Should().BeEmpty();
    }

    /// <summary>The responses of all lists and details.</summary>
    private static async Task<string> GetSeededResponsesAsync(long seed)
    {
        await using var api = await TestApi.StartInMemoryAsync(options => options with { Seed = seed });
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        (await api.PostAsync("/_emulator/seed", new { dataset = "inspection" })).Status.Should().Be(201);
        var list = await api.GetAsync("/api/v2/files?limit=100");
        var responses = new List<string> { list.Text, (await api.GetAsync("/api/v2/files/sessions")).Text,
            (await api.GetAsync("/api/v2/projects")).Text, (await api.GetAsync("/api/v2/folders")).Text };
        foreach (var file in list["items"].EnumerateArray())
            responses.Add((await api.GetAsync($"/api/v2/files/{file.GetProperty("id")}?format=markdown")).Text);
        return string.Join('\n', responses);
    }
}
