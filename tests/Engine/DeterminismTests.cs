using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Engine;

public sealed class DeterminismTests
{
    [Fact]
    public async Task The_same_requests_to_a_fresh_emulator_are_answered_byte_for_byte_the_same()
    {
        var first = await RunRequestsAsync(42);
        var second = await RunRequestsAsync(42);

        first.Should().HaveCountGreaterThan(20);
        second.Should().Equal(first);
    }

    [Fact]
    public async Task Another_seed_gives_other_ids_signatures_and_descriptions()
    {
        var first = await RunRequestsAsync(42);
        var second = await RunRequestsAsync(43);

        second.Should().HaveSameCount(first);
        first.Zip(second).Count(pair => pair.First != pair.Second).Should()
            .Be(first.Count - 1, "only the preflight names nothing that follows from the seed");
    }

    /// <summary>Everything that is answered: status, headers in order of name, body.</summary>
    private static async Task<List<string>> RunRequestsAsync(long seed)
    {
        await using var api = await TestApi.StartAsync(options => options with { Seed = seed, PublicUrl = new Uri("http://scopix.test") });
        await api.WithKey(null).FreezeAsync("2026-03-01T12:00:00Z");
        var other = api.WithKey(TestApi.CreateKey(1));
        var said = new List<string>();

        var photo = await Say(
            api.UploadAsync(Samples.Photo(), "photo.jpg", "title=North", "compliance_type=mls", "compliance_standard=nar"));
        var note = await Say(api.UploadAsync(Samples.Note(), "note.txt"));
        var batch = await Say(
            api.UploadBatchAsync([(Samples.Photo(1), "a.jpg"), (Samples.Note(2), "b.md"), ([], "empty"), (Samples.Photo(), "photo.jpg")],
                "skip_duplicates=true"));
        var (id, session) = (photo["file_id"].GetString(), batch["session_id"].GetString());
        await Say(other.UploadAsync(Samples.Photo(), "photo.jpg"));
        await Say(api.GetAsync("/api/v2/files"));
        await Say(other.GetAsync("/api/v2/files?sort_by=title&sort_order=asc"));
        await Say(api.GetAsync($"/api/v2/files/{id}?format=markdown"));
        await Say(api.GetAsync($"/api/v2/files/{note["file_id"]}"));
        await Say(api.GetAsync($"/api/v2/files/{id}/download"));
        await Say(api.GetAsync($"/api/v2/files/uploads-status/{id}"));
        foreach (var view in (string[])["status", "results", "summary"])
            await Say(api.GetAsync($"/api/v2/files/sessions/{session}/{view}"));
        await Say(api.GetAsync("/api/v2/files/sessions"));
        await Say(api.GetAsync("/api/v2/files/quota-check?file_count=3"));
        await Say(api.PatchAsync($"/api/v2/files/{id}", new { title = "South", tags = new[] { "a", "b" } }));
        await api.AdvanceAsync(TimeSpan.FromSeconds(1.5));
        await Say(api.DeleteAsync($"/api/v2/files/{id}"));
        await Say(api.GetAsync($"/api/v2/files/{id}"));
        await Say(api.GetAsync("/api/v2/files?limit=0"));
        await Say(api.WithKey(null).GetAsync("/api/v2/files"));
        await Say(api.DeleteAsync("/api/v2/files"));
        await Say(api.SendTextAsync(HttpMethod.Post, "/api/v2/files/check-duplicates", "{"));
        await Say(api.WithKey(null)
            .SendAsync(HttpMethod.Options, "/api/v2/files", null, ("Origin", "https://a.example"),
                ("Access-Control-Request-Method", "GET")));
        return said;

        async Task<TestResponse> Say(Task<TestResponse> answer)
        {
            var reply = await answer;
            var headers = reply.Headers.Concat(reply.ContentHeaders).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
                .Order(StringComparer.Ordinal);
            said.Add($"{reply.Status}\n{string.Join('\n', headers)}\n\n{reply.Text}");
            return reply;
        }
    }
}
