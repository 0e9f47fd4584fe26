using FluentAssertions;
using Xunit;
using static Scopix.Emulator.Tests.LlamaCloud.LlamaRequests;

namespace Scopix.Emulator.Tests.LlamaCloud;

public sealed class LlamaListTests
{
    [Fact]
    public async Task A_page_has_50_files_by_default_and_1000_at_most()
    {
        await using var api = await StartAsync();
        for (var n = 0; n < 51; n++) await api.CreateFileAsync($"{n:00}.txt");

        var byDefault = await api.GetAsync(FilesPath);
        var exact = await api.GetAsync($"{FilesPath}?page_size=51");
        var query = await api.PostAsync("/api/v1/beta/files/query", new { page_size = 0 });
        var beyond = await api.PostAsync("/api/v1/beta/files/query", new { page_size = 3_000_000_000 });

        (byDefault.Items().Length, query.Items().Length, exact.Items().Length, beyond.Items().Length).Should().Be((50, 50, 51, 51));
        byDefault["next_page_token"].GetString().Should().NotBeNullOrEmpty();
        exact["next_page_token"].ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        exact["total_size"].ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        (await api.GetAsync($"{FilesPath}?page_size=1000")).Status.Should().Be(200);
        (await api.GetAsync($"{FilesPath}?page_size=1001")).ShouldBeRefused(422);
        (await api.GetAsync($"{FilesPath}?page_size=0")).ShouldBeRefused(422);
    }

    [Theory]
    [InlineData("", "c3 b2 B2 a1 a1")]
    [InlineData("created_at", "c3 b2 B2 a1 a1")]
    [InlineData("created_at desc", "c3 b2 B2 a1 a1")]
    [InlineData("created_at asc", "a1 a1 B2 b2 c3")]
    [InlineData("name", "B2 a1 a1 b2 c3")]
    [InlineData("name desc", "c3 b2 a1 a1 B2")]
    [InlineData("name DESC, created_at", "c3 b2 a1 a1 B2")]
    [InlineData("purpose,created_at", "a1 a1 B2 b2 c3")]
    [InlineData(" external_file_id desc , name ", "c3 B2 a1 a1 b2")]
    [InlineData("file_type,id,last_modified_at", null)]
    public async Task Pages_of_any_size_follow_the_order_without_a_gap(string order, string? expected)
    {
        await using var api = await StartAsync();
        foreach (var name in new[] { "a1", "a1", "B2", "b2", "c3" }) await api.CreateFileAsync(name, external: name == "c3" ? "z" : null);
        var query = $"order_by={Uri.EscapeDataString(order)}&page_size=";

        var whole = await api.ListNamesAsync(query + "1000");

        if (expected is not null) whole.Should().Equal(expected.Split(' '));
        whole.Should().HaveCount(5);
        foreach (var size in new[] { 1, 2, 3, 4, 5 }) (await api.ListNamesAsync(query + size)).Should().Equal(whole);
    }

    [Fact]
    public async Task Files_added_or_deleted_between_pages_neither_hide_nor_repeat_others()
    {
        await using var api = await StartAsync();
        var ids = new List<string>();
        foreach (var name in new[] { "a", "b", "c", "d", "e" }) ids.Add(await api.CreateFileAsync(name));

        var first = await api.GetAsync($"{FilesPath}?page_size=2&order_by=name");
        await api.DeleteAsync($"{FilesPath}/{ids[1]}");
        await api.CreateFileAsync("aa");
        await api.CreateFileAsync("bb");
        var rest = await api.GetAsync($"{FilesPath}?page_size=10&order_by=name&page_token={first["next_page_token"].GetString()}");

        rest.Items().Select(item => item.Text("name")).Should().Equal("bb", "c", "d", "e");
    }

    [Fact]
    public async Task A_page_token_of_another_order_or_an_invalid_one_is_refused()
    {
        await using var api = await StartAsync();
        foreach (var name in new[] { "a", "b" }) await api.CreateFileAsync(name);
        var token = (await api.GetAsync($"{FilesPath}?page_size=1&order_by=name"))["next_page_token"].GetString()!;

        (await api.GetAsync($"{FilesPath}?order_by=id&page_token={token}")).ShouldBeRefused(400, "Invalid page token");
        (await api.GetAsync($"{FilesPath}?order_by=name&page_token={token[..^4]}")).ShouldBeRefused(400, "Invalid page token");
        (await api.PostAsync("/api/v1/beta/files/query", new { page_token = token, order_by = "name" })).Items().Should().ContainSingle();
        foreach (var other in new[] { "e30", "W10", "bnVsbA", "WyJuYW1lLCBzZXEiLHsiYSI6MX0sMV0", "WyJuYW1lLCBzZXEiLCJhIiwxLjVd", "%00",
            "tok%2B2%2F%3D" })
            (await api.GetAsync($"{FilesPath}?order_by=name&page_token={other}")).Status.Should().BeOneOf([400, 422], other);
    }

    [Fact]
    public async Task A_name_of_3000_characters_fits_into_a_token()
    {
        await using var api = await StartAsync();
        var name = string.Concat(Enumerable.Repeat("見", 2996)) + ".txt";
        foreach (var number in new[] { 1, 2 })
        {
            var body = MultipartRequests.Concatenate(
                MultipartRequests.JoinLines("--BOUNDARY", "Content-Disposition: form-data; name=\"purpose\"", "", "parse"),
                MultipartRequests.CreateSingleFileBody($"form-data; name=\"file\"; filename=\"{name}\"", $"{number}"));
            (await api.PostAsync(body, path: FilesPath)).Status.Should().Be(200);
        }

        (await api.ListNamesAsync("page_size=1&order_by=name")).Should().Equal(name, name);
    }

    [Fact]
    public async Task A_listed_file_matches_all_filters()
    {
        await using var api = await StartAsync();
        var (one, two) = (await api.CreateFileAsync("one.txt", external: "x"), await api.CreateFileAsync("two.txt", external: "x"));

        (await api.ListNamesAsync($"file_ids={one}&file_ids={two.ToUpperInvariant()}&order_by=name")).Should().Equal("one.txt", "two.txt");
        (await api.ListNamesAsync($"file_ids={one[4..]}")).Should().Equal("one.txt");
        (await api.ListNamesAsync($"file_ids={one}&file_name=two.txt")).Should().BeEmpty();
        (await api.ListNamesAsync("file_ids=nonsense")).Should().BeEmpty();
        (await api.ListNamesAsync("file_ids=")).Should().HaveCount(2, "an empty value is absent");
        (await api.ListNamesAsync("external_file_id=x&file_name=two.txt")).Should().Equal("two.txt");
        (await api.GetAsync($"{FilesPath}?{string.Join('&', Enumerable.Repeat("file_ids=a", 1001))}")).ShouldBeRefused(422);
        (await api.PostAsync("/api/v1/beta/files/query", new { filter = new { file_ids = new[] { null, one } } })).Ids().Should()
            .Equal(one);
        (await api.PostAsync("/api/v1/beta/files/query", new { filter = new { file_ids = Array.Empty<string>() } })).Items().Should()
            .HaveCount(2);
        (await api.PostAsync("/api/v1/beta/files/query", new { filter = new { only_manually_uploaded = true, file_name = "one.txt" } }))
            .Ids().Should().Equal(one);
        (await api.PostAsync("/api/v1/beta/files/query", new { filter = new { data_source_id = UnknownFileId } })).Items().Should()
            .BeEmpty();
    }

    [Fact]
    public async Task A_download_URL_is_returned_on_request()
    {
        await using var api = await StartAsync();
        await api.CreateFileAsync("a.txt");

        var plain = (await api.GetAsync(FilesPath)).Items()[0].GetProperty("download_url");
        var expanded = (await api.GetAsync($"{FilesPath}?expand=download_url&expand=download_url")).Items()[0].GetProperty("download_url");

        plain.ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        (await FetchAsync(new Uri(expanded.Text("url")!))).Text.Should().Be("a.txt");
    }
}
