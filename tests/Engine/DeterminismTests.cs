using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Engine;

public sealed class DeterminismTests
{
    [Fact]
    public async Task The_same_requests_to_a_new_emulator_get_identical_responses()
    {
        var first = await RunRequestsAsync(42);
        var second = await RunRequestsAsync(42);

        first.Should().HaveCountGreaterThan(20);
        second.Should().Equal(first);
    }

    [Fact]
    public async Task Another_seed_produces_other_ids_signatures_and_descriptions()
    {
        var first = await RunRequestsAsync(42);
        var second = await RunRequestsAsync(43);

        second.Should().HaveSameCount(first);
        first.Zip(second).Count(pair => pair.First != pair.Second).Should()
            .Be(first.Count - 1, "only the preflight response does not depend on the seed");
    }

    /// <summary>Sends many requests and returns their responses: status, sorted headers, body.</summary>
    private static async Task<List<string>> RunRequestsAsync(long seed)
    {
        await using var api = await TestApi.StartAsync(options => options with { Seed = seed, PublicUrl = new Uri("http://scopix.test") });
        await api.WithKey(null).FreezeAsync("2026-03-01T12:00:00Z");
        var other = api.WithKey(TestApi.CreateKey(1));
        var responses = new List<string>();

        var photo = await RecordAsync(
            api.UploadAsync(Samples.Photo(), "photo.jpg", "title=North", "compliance_type=mls", "compliance_standard=nar"));
        var note = await RecordAsync(api.UploadAsync(Samples.Note(), "note.txt"));
        var batch = await RecordAsync(
            api.UploadBatchAsync([(Samples.Photo(1), "a.jpg"), (Samples.Note(2), "b.md"), ([], "empty"), (Samples.Photo(), "photo.jpg")],
                "skip_duplicates=true"));
        var (id, session) = (photo["file_id"].GetString(), batch["session_id"].GetString());
        await RecordAsync(other.UploadAsync(Samples.Photo(), "photo.jpg"));
        await RecordAsync(api.GetAsync("/api/v2/files"));
        await RecordAsync(other.GetAsync("/api/v2/files?sort_by=title&sort_order=asc"));
        await RecordAsync(api.GetAsync($"/api/v2/files/{id}?format=markdown"));
        await RecordAsync(api.GetAsync($"/api/v2/files/{note["file_id"]}"));
        await RecordAsync(api.GetAsync($"/api/v2/files/{id}/download"));
        await RecordAsync(api.GetAsync($"/api/v2/files/uploads-status/{id}"));
        foreach (var view in (string[])["status", "results", "summary"])
            await RecordAsync(api.GetAsync($"/api/v2/files/sessions/{session}/{view}"));
        await RecordAsync(api.GetAsync("/api/v2/files/sessions"));
        await RecordAsync(api.GetAsync("/api/v2/files/quota-check?file_count=3"));
        await RecordAsync(api.PatchAsync($"/api/v2/files/{id}", new { title = "South", tags = new[] { "a", "b" } }));
        await api.AdvanceAsync(TimeSpan.FromSeconds(1.5));
        await RecordAsync(api.DeleteAsync($"/api/v2/files/{id}"));
        await RecordAsync(api.GetAsync($"/api/v2/files/{id}"));
        await RecordAsync(api.GetAsync("/api/v2/files?limit=0"));
        await RecordAsync(api.WithKey(null).GetAsync("/api/v2/files"));
        await RecordAsync(api.DeleteAsync("/api/v2/files"));
        await RecordAsync(api.SendTextAsync(HttpMethod.Post, "/api/v2/files/check-duplicates", "{"));
        await RecordAsync(api.WithKey(null)
            .SendAsync(HttpMethod.Options, "/api/v2/files", null, ("Origin", "https://a.example"),
                ("Access-Control-Request-Method", "GET")));
        return responses;

        async Task<TestResponse> RecordAsync(Task<TestResponse> pending)
        {
            var response = await pending;
            var headers = response.Headers.Concat(response.ContentHeaders)
                .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal);
            responses.Add($"{response.Status}\n{string.Join('\n', headers)}\n\n{response.Text}");
            return response;
        }
    }
}
