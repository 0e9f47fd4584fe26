using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Seeding;

/// <summary>The responses of a loaded dataset fit the contract's schemas, and searches find what they should.</summary>
public sealed class SeededDataTests
{
    [Theory]
    [InlineData("demo")]
    [InlineData("edge")]
    [InlineData("documents")]
    [InlineData("real-estate")]
    public async Task Every_record_fits_its_schema(string dataset)
    {
        await using var api = await TestApi.StartInMemoryAsync();
        (await api.PostAsync("/_emulator/seed", new { dataset })).Status.Should().Be(201);
        var problems = new List<string>();

        foreach (var (schema, path) in await ListPathsAsync(api))
        {
            var response = await api.GetAsync(path);
            if (response.Status != 200) problems.Add($"{path}: {response.Status}");
            else problems.AddRange((await SchemaValidation.FindProblemsAsync(schema, response.Text))
                .Select(problem => $"{path}: {problem}"));
        }

        problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Sessions_failures_and_exports_of_every_kind_exist()
    {
        await using var api = await TestApi.StartInMemoryAsync(options => options with { Dataset = "demo" });

        var sessions = ReadTexts(await api.GetAsync("/api/v2/files/sessions?limit=100"), "status");
        sessions.Distinct().Should().BeEquivalentTo("pending", "uploading", "processing", "completed", "failed", "expired", "cancelled");
        ReadTexts(await api.GetAsync("/api/v2/files?limit=100&has_description=false"), "description_error")
            .Where(error => error is not null).Should().HaveCountGreaterThanOrEqualTo(6);
        (await api.GetAsync("/api/v2/files/sessions/stuck"))["stuck_count"].GetInt32().Should().Be(2);
        ReadTexts(await api.GetAsync("/api/v2/files?limit=100"), "primary_status")
            .Concat(ReadTexts(await api.GetAsync("/api/v2/files?limit=100&offset=100"), "primary_status"))
            .Distinct().Should().BeEquivalentTo("completed", "partially_completed", "failed", "processing", "pending");
        ReadTexts(await api.GetAsync("/api/v2/files?limit=100&media_types=link"), "media_type").Should().HaveCount(3);
    }

    [Theory]
    [InlineData("corrosion")]
    [InlineData("kitchen")]
    public async Task Search_results_contain_the_searched_word(string word)
    {
        await using var api = await TestApi.StartInMemoryAsync(options => options with { Dataset = "demo" });

        var found = await api.GetAsync($"/api/v2/files?search={word}&limit=100");

        found["total_count"].GetInt32().Should().BeGreaterThan(6);
        foreach (var item in found["items"].EnumerateArray())
            string
                .Concat(item.GetProperty("filename"), item.GetProperty("title"), item.GetProperty("upload_description"),
                    item.GetProperty("tags"), item.GetProperty("visible_text"))
                .ToLowerInvariant().Should().Contain(word);
        var chunks = await api.PostAsync("/api/v2/files/search", new { query = word, limit = 5 });
        chunks["items"].EnumerateArray().Should().NotBeEmpty().And
            .OnlyContain(chunk => chunk.GetProperty("content").GetString()!.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<List<(string Schema, string Path)>> ListPathsAsync(TestApi api)
    {
        var paths = new List<(string, string)> { ("session-list", "/api/v2/files/sessions"),
            ("stuck-uploads", "/api/v2/files/sessions/stuck"), ("project-list", "/api/v2/projects"), ("folder-list", "/api/v2/folders"),
            ("descriptions", "/api/v2/data/descriptions?limit=1000"), ("quota-check", "/api/v2/files/quota-check?file_count=1") };
        for (var (offset, more) = (0, true); more; offset += 100)
        {
            var page = await api.GetAsync($"/api/v2/files?limit=100&offset={offset}");
            paths.Add(("file-list", $"/api/v2/files?limit=100&offset={offset}"));
            foreach (var file in page["items"].EnumerateArray()) paths.AddRange(GetDetailsSchema(file));
            more = page["has_more"].GetBoolean();
        }
        foreach (var session in (await api.GetAsync("/api/v2/files/sessions?limit=100"))["items"].EnumerateArray())
            foreach (var view in (string[])["status", "results", "summary"])
                paths.Add(($"session-{view}", $"/api/v2/files/sessions/{session.GetProperty("session_id")}/{view}"));
        return paths;
    }

    private static IEnumerable<(string, string)> GetDetailsSchema(JsonElement file)
    {
        var (path, media) = ($"/api/v2/files/{file.GetProperty("id")}", file.GetProperty("media_type").GetString());
        yield return ("file-details", path);
        yield return ("upload-status", $"/api/v2/files/uploads-status/{file.GetProperty("id")}");
        if (media != "link") yield return ("processing-status", path + "/processing-status");
        if (media != "document" || file.GetProperty("primary_status").GetString() == "failed") yield break;
        yield return ("document-text", path + "/text");
        yield return ("chunk-list", path + "/chunks?include_embeddings=true");
        yield return ("digitization", path + "/digitization");
        yield return ("digitization-status", path + "/digitization/status");
    }

    private static List<string?> ReadTexts(
        TestResponse response, string field) => [.. response["items"].EnumerateArray().Select(item => item.GetProperty(field).GetString())];
}
