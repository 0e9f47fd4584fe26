using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;
using static Scopix.Emulator.Tests.LlamaCloud.LlamaRequests;

namespace Scopix.Emulator.Tests.LlamaCloud;

/// <summary>Keys, tenants, projects, the clock, and restarts.</summary>
public sealed class LlamaTenancyTests
{
    private const string ScopixKey = EmulatorOptions.DefaultApiKey;

    [Theory]
    [InlineData(null, "Not authenticated")]
    [InlineData("Bearer", "Not authenticated")]
    [InlineData("Basic bGx4LXRlc3Q6", "Not authenticated")]
    [InlineData("Bearer " + ScopixKey, "Invalid token format")]
    [InlineData("Bearer sk-123", "Invalid token format")]
    [InlineData("Bearer llx-", "Invalid token format")]
    [InlineData("Bearer llx-a b", "Invalid token format")]
    public async Task A_request_without_an_llx_key_is_401(string? authorization, string detail)
    {
        await using var api = await TestApi.StartAsync(key: null);

        var response = await (authorization is null
            ? api.GetAsync(FilesPath) : api.SendAsync(HttpMethod.Get, FilesPath, null, ("Authorization", authorization)));

        response.ShouldBeRefused(401, detail);
        response.Header("WWW-Authenticate").Should().Be("Bearer");
    }

    [Fact]
    public async Task Scopix_operations_refuse_an_llx_key_in_their_own_error_format()
    {
        await using var api = await StartAsync();

        (await api.GetAsync("/api/v2/files")).ShouldFail(401, "INVALID_API_KEY");
        (await api.GetAsync("/_emulator/clock")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("llx-a")]
    [InlineData("bearer llx-Ab/+=._~-")]
    public async Task Any_key_with_the_llx_prefix_is_accepted(string key)
    {
        await using var api = await TestApi.StartAsync(key: null);

        var response = await api
            .SendAsync(HttpMethod.Get, FilesPath, null,
                ("Authorization", key.StartsWith("bearer", StringComparison.Ordinal) ? key : "Bearer " + key));

        response.Status.Should().Be(200, response.Text);
    }

    [Fact]
    public async Task Strict_mode_accepts_registered_keys_while_they_are_active_and_not_expired()
    {
        await using var api = await StartAsync(options => options with { Auth = AuthMode.Strict });
        var control = api.WithKey(null);

        (await api.GetAsync(FilesPath)).ShouldBeRefused(401, "Invalid API Key");
        var shown = await control.PostAsync("/_emulator/keys", new { key = Key });
        shown.Status.Should().Be(201, shown.Text);
        shown["key_prefix"].GetString().Should().Be("llx-te", "a short key is not shown whole");
        (await api.GetAsync(FilesPath)).Status.Should().Be(200);
        await control.PatchAsync("/_emulator/keys", new { key = Key, is_active = false });
        (await api.GetAsync(FilesPath)).ShouldBeRefused(401, "Invalid API Key");
        await control.PatchAsync("/_emulator/keys", new { key = Key, is_active = true, expires_at = "2020-01-01T00:00:00Z" });
        (await api.GetAsync(FilesPath)).ShouldBeRefused(401, "Invalid API Key");
    }

    [Fact]
    public async Task Keys_share_nothing_and_a_reset_removes_only_the_files_of_its_key()
    {
        await using var api = await StartAsync();
        var other = api.WithKey("llx-other");
        var (own, others) = (await api.CreateFileAsync("same.txt"), await other.CreateFileAsync("same.txt"));
        var url = await other.GetDownloadUrlAsync(others);

        (await api.GetAsync($"{FilesPath}/{others}")).ShouldBeRefused(404, "File not found");
        (await api.DeleteAsync($"{FilesPath}/{others}")).ShouldBeRefused(404, "File not found");
        (await api.GetAsync("/_emulator/info"))["files"].GetInt32().Should().Be(1);
        (await api.PostAsync("/_emulator/reset")).Status.Should().Be(200);

        (await api.GetAsync($"{FilesPath}/{own}")).Status.Should().Be(404);
        (await other.ListNamesAsync("")).Should().Equal("same.txt");
        (await FetchAsync(url)).Text.Should().Be("same.txt");
        (await other.GetAsync(FilesPath)).Items()[0].Text("project_id").Should()
            .NotBe((await api.PostFileAsync([1], "a"))["project_id"].GetString());
    }

    [Fact]
    public async Task A_file_is_listed_only_in_its_project_and_an_empty_project_id_counts_as_absent()
    {
        await using var api = await StartAsync();
        var (own, named) = (await api.CreateFileAsync("own.txt", query: "?project_id="),
            await api.CreateFileAsync("named.txt", query: $"?project_id={ProjectId.ToUpperInvariant()}"));

        (await api.ListNamesAsync("organization_id=")).Should().Equal("own.txt");
        (await api.ListNamesAsync($"project_id={ProjectId}")).Should().Equal("named.txt");
        (await api.GetAsync($"{FilesPath}/{named}?project_id={ProjectId}"))["project_id"].GetString().Should().Be(ProjectId);
        (await api.GetAsync($"{FilesPath}/{named}")).ShouldBeRefused(404, "File not found");
        (await api.GetAsync($"{FilesPath}/{own}/content?project_id={ProjectId}")).ShouldBeRefused(404, "File not found");
        (await api.DeleteAsync($"{FilesPath}/{own}?project_id={ProjectId}")).ShouldBeRefused(404, "File not found");
        (await api.PostAsync("/api/v1/beta/files/query", new { filter = new { project_id = ProjectId } })).Items().Should()
            .ContainSingle().Which.Text("name").Should().Be("named.txt");
        (await api.PostAsync($"{FilesPath}/query?project_id={UnknownFileId}", new { filter = new { project_id = ProjectId } })).Items()
            .Should().BeEmpty();
        (await api.GetAsync($"{FilesPath}?organization_id={UnknownFileId}")).Header("X-Emulator-Ignored").Should().Be("organization_id");
    }

    [Fact]
    public async Task A_link_is_valid_until_its_expiry_by_the_tenant_s_clock()
    {
        await using var api = await StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var id = await api.CreateFileAsync("note.txt");

        var byDefault = await api.GetAsync($"{FilesPath}/{id}/content");
        var shortLived = await api.GetAsync($"{FilesPath}/{id}/content?expires_at_seconds=60");
        var expanded = await api.GetAsync($"{FilesPath}/{id}?expand=download_url");

        byDefault["expires_at"].GetString().Should().Be("2026-03-01T13:00:00Z");
        shortLived["expires_at"].GetString().Should().Be("2026-03-01T12:01:00Z");
        shortLived["form_fields"].ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        expanded["download_url"].GetProperty("expires_at").GetString().Should().Be("2026-03-01T13:00:00Z");
        await api.AdvanceAsync(TimeSpan.FromSeconds(60));
        var last = await FetchAsync(new Uri(shortLived["url"].GetString()!));
        (last.Status, last.Text, last.Type?.MediaType).Should().Be((200, "note.txt", "text/plain"));
        await api.AdvanceAsync(TimeSpan.FromSeconds(1));
        (await FetchAsync(new Uri(shortLived["url"].GetString()!))).Status.Should().Be(403);
        (await FetchAsync(new Uri(byDefault["url"].GetString()!))).Status.Should().Be(200);
    }

    [Fact]
    public async Task Files_and_bytes_survive_a_restart()
    {
        using var folder = new DataDirectory();
        string id, before, token;
        await using (var api = await StartAsync(options => options with { Data = folder.Location }))
        {
            await api.FreezeAsync("2026-03-01T12:00:00Z");
            foreach (var name in new[] { "a.txt", "b.txt", "c.txt" }) await api.CreateFileAsync(name);
            id = (await api.GetAsync(FilesPath)).Ids()[0];
            (before, token) =
                ((await api.GetAsync(FilesPath)).Text, (await api.GetAsync($"{FilesPath}?page_size=2"))["next_page_token"].GetString()!);
        }

        await using var again = await StartAsync(options => options with { Data = folder.Location });

        (await again.GetAsync(FilesPath)).Text.Should().Be(before);
        (await again.GetAsync($"{FilesPath}?page_size=2&page_token={token}")).Items().Should().ContainSingle().Which.Text("name").Should()
            .Be("a.txt");
        (await FetchAsync(await again.GetDownloadUrlAsync(id))).Text.Should().Be("c.txt");
        (await again.CreateFileAsync("d.txt")).Should().NotBe(id);
    }

    [Fact]
    public async Task Two_runs_with_a_frozen_clock_give_the_same_bytes()
    {
        async Task<string[]> GetResponsesAsync()
        {
            await using var api = await StartAsync(options => options with { PublicUrl = new Uri("http://files.test") });
            await api.FreezeAsync("2026-03-01T12:00:00Z");
            var created = await api.PostFileAsync([1, 2, 3], "a.bin");
            return [created.Text, (await api.GetAsync($"{FilesPath}/{created["id"].GetString()}/content")).Text,
                (await api.GetAsync($"{FilesPath}?expand=download_url")).Text];
        }

        (await GetResponsesAsync()).Should().Equal(await GetResponsesAsync());
    }
}
