using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Journal;

/// <summary>What the journal records, for which tenant, and for how long.</summary>
public sealed class JournalRetentionTests
{
    [Fact]
    public async Task The_oldest_entries_are_evicted_by_count_and_by_size()
    {
        await using var bounded = await TestApi.StartAsync(options => options with { Journal = 3 });
        await using var small = await TestApi.StartAsync(options => options with { JournalBytes = 64 * 1024 });
        for (var n = 0; n < 5; n++) await bounded.GetAsync("/api/v2/files");
        for (var n = 0; n < 5; n++) await small.PostAsync("/api/v2/files/search", new { query = "x", filler = new string('x', 30_000) });

        var byNumber = await bounded.GetAsync("/_emulator/requests?order=oldest");
        var bySize = await small.GetAsync("/_emulator/requests?order=oldest");

        (byNumber["items"][0].GetProperty("id").GetString(), byNumber["total_count"].GetInt32(), byNumber["dropped"].GetInt32()).Should()
            .Be(("req_3", 3, 2));
        (bySize["total_count"].GetInt32(), bySize["dropped"].GetInt32()).Should().Be((2, 3));
    }

    [Fact]
    public async Task A_body_over_64_KiB_is_counted_but_not_recorded()
    {
        await using var api = await TestApi.StartAsync();
        var length = """{"query":"x","filler":""}""".Length;

        foreach (var more in (int[])[0, 1])
            await api.PostAsync("/api/v2/files/search", new { query = "x", filler = new string('x', 65_536 - length + more) });
        var (recorded, remaining) =
            ((await api.GetAsync("/_emulator/requests/req_1"))["request"], (await api.GetAsync("/_emulator/requests/req_2"))["request"]);

        (recorded.GetProperty("bytes").GetInt32(), remaining.GetProperty("bytes").GetInt32()).Should().Be((65_536, 65_537));
        recorded.GetProperty("body").ValueKind.Should().Be(JsonValueKind.Object);
        remaining.GetProperty("body").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task With_a_journal_of_0_nothing_is_recorded()
    {
        await using var api = await TestApi.StartAsync(options => options with { Journal = 0 });
        await api.GetAsync("/api/v2/files");

        (await api.GetAsync("/_emulator/requests")).Text.Should().Be("""{"items":[],"total_count":0,"dropped":0}""");
        (await api.GetAsync("/_emulator/coverage"))["summary"].GetProperty("operations").GetProperty("met").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task Each_tenant_and_requests_without_a_key_have_separate_journals()
    {
        await using var api = await TestApi.StartAsync();
        var (other, anonymous) = (api.WithKey(TestApi.CreateKey(1)), api.WithKey(null));
        await api.GetAsync("/api/v2/files");
        await other.GetAsync("/api/v2/projects");
        await anonymous.GetAsync("/api/v2/folders");

        string[] listed = [await ListPathsAsync(api), await ListPathsAsync(other), await ListPathsAsync(anonymous)];
        var removed = await other.DeleteAsync("/_emulator/requests");
        string[] after = [await ListPathsAsync(api), await ListPathsAsync(other), await ListPathsAsync(anonymous)];
        var rest = await anonymous.DeleteAsync("/_emulator/requests");

        listed.Should().Equal("req_1 /api/v2/files", "req_1 /api/v2/projects", "req_keyless_1 /api/v2/folders");
        after.Should().Equal("req_1 /api/v2/files", "", "req_keyless_1 /api/v2/folders");
        (removed.Text, rest.Text).Should().Be(("""{"removed":1}""", """{"removed":2}"""));
        (await ListPathsAsync(api)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_reset_begins_a_new_journal_with_the_same_ids()
    {
        await using var api = await TestApi.StartAsync();
        await api.GetAsync("/api/v2/files");
        await api.GetAsync("/api/v2/files");

        await api.PostAsync("/_emulator/reset");
        await api.GetAsync("/api/v2/projects");

        (await ListPathsAsync(api)).Should().Be("req_1 /api/v2/projects");
    }

    [Fact]
    public async Task A_request_is_in_the_journal_as_soon_as_its_response_arrives()
    {
        await using var api = await TestApi.StartAsync();

        for (var n = 1; n <= 100; n++)
        {
            await api.GetAsync(n % 2 == 0 ? "/api/v2/files" : "/api/v2/nothing");
            (await api.GetAsync("/_emulator/requests?limit=1"))["items"][0].GetProperty("id").GetString().Should().Be($"req_{n}");
        }
    }

    private static async Task<string> ListPathsAsync(
        TestApi api) => string.Join(' ', (await api.GetAsync("/_emulator/requests"))["items"].EnumerateArray()
        .Select(item => $"{item.GetProperty("id").GetString()} {item.GetProperty("path").GetString()}"));
}
