using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Journal;

/// <summary>What the journal keeps, for whom, and how long.</summary>
public sealed class KeepingTests
{
    [Fact]
    public async Task The_oldest_make_room_by_number_and_by_size()
    {
        await using var few = await Api.StartAsync(options => options with { Journal = 3 });
        await using var small = await Api.StartAsync(options => options with { JournalBytes = 64 * 1024 });
        for (var n = 0; n < 5; n++) await few.GetAsync("/api/v2/files");
        for (var n = 0; n < 5; n++) await small.PostAsync("/api/v2/files/search", new { query = "x", filler = new string('x', 30_000) });

        var byNumber = await few.GetAsync("/_emulator/requests?order=oldest");
        var bySize = await small.GetAsync("/_emulator/requests?order=oldest");

        (byNumber["items"][0].GetProperty("id").GetString(), byNumber["total_count"].GetInt32(), byNumber["dropped"].GetInt32()).Should().Be(("req_3", 3, 2));
        (bySize["total_count"].GetInt32(), bySize["dropped"].GetInt32()).Should().Be((2, 3));
    }

    [Fact]
    public async Task A_body_over_64_KiB_is_counted_and_not_kept()
    {
        await using var api = await Api.StartAsync();
        var length = """{"query":"x","filler":""}""".Length;

        foreach (var more in (int[])[0, 1]) await api.PostAsync("/api/v2/files/search", new { query = "x", filler = new string('x', 65_536 - length + more) });
        var (kept, left) = ((await api.GetAsync("/_emulator/requests/req_1"))["request"], (await api.GetAsync("/_emulator/requests/req_2"))["request"]);

        (kept.GetProperty("bytes").GetInt32(), left.GetProperty("bytes").GetInt32()).Should().Be((65_536, 65_537));
        kept.GetProperty("body").ValueKind.Should().Be(JsonValueKind.Object);
        left.GetProperty("body").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task With_a_journal_of_0_nothing_is_recorded()
    {
        await using var api = await Api.StartAsync(options => options with { Journal = 0 });
        await api.GetAsync("/api/v2/files");

        (await api.GetAsync("/_emulator/requests")).Text.Should().Be("""{"items":[],"total_count":0,"dropped":0}""");
        (await api.GetAsync("/_emulator/coverage"))["summary"].GetProperty("operations").GetProperty("met").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task Tenants_and_nobody_have_journals_of_their_own_and_each_is_cleared_alone()
    {
        await using var api = await Api.StartAsync();
        var (other, nobody) = (api.As(Api.KeyOf(1)), api.As(null));
        await api.GetAsync("/api/v2/files");
        await other.GetAsync("/api/v2/projects");
        await nobody.GetAsync("/api/v2/folders");

        string[] seen = [await PathsAsync(api), await PathsAsync(other), await PathsAsync(nobody)];
        var removed = await other.DeleteAsync("/_emulator/requests");
        string[] after = [await PathsAsync(api), await PathsAsync(other), await PathsAsync(nobody)];
        var rest = await nobody.DeleteAsync("/_emulator/requests");

        seen.Should().Equal("req_1 /api/v2/files", "req_1 /api/v2/projects", "req_keyless_1 /api/v2/folders");
        after.Should().Equal("req_1 /api/v2/files", "", "req_keyless_1 /api/v2/folders");
        (removed.Text, rest.Text).Should().Be(("""{"removed":1}""", """{"removed":2}"""));
        (await PathsAsync(api)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_reset_begins_a_new_journal_with_the_same_ids()
    {
        await using var api = await Api.StartAsync();
        await api.GetAsync("/api/v2/files");
        await api.GetAsync("/api/v2/files");

        await api.PostAsync("/_emulator/reset");
        await api.GetAsync("/api/v2/projects");

        (await PathsAsync(api)).Should().Be("req_1 /api/v2/projects");
    }

    [Fact]
    public async Task Who_has_an_answer_finds_its_request()
    {
        await using var api = await Api.StartAsync();

        for (var n = 1; n <= 100; n++)
        {
            await api.GetAsync(n % 2 == 0 ? "/api/v2/files" : "/api/v2/nothing");
            (await api.GetAsync("/_emulator/requests?limit=1"))["items"][0].GetProperty("id").GetString().Should().Be($"req_{n}");
        }
    }

    private static async Task<string> PathsAsync(Api api) => string.Join(' ', (await api.GetAsync("/_emulator/requests"))["items"].EnumerateArray()
        .Select(item => $"{item.GetProperty("id").GetString()} {item.GetProperty("path").GetString()}"));
}
