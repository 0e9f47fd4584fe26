using FluentAssertions;
using Scopix.Emulator.Tests.Snapshots;
using Xunit;

namespace Scopix.Emulator.Tests.Files;

public sealed class FileSearchTests
{
    [Theory]
    [InlineData("content_created_at")]
    [InlineData("created_at")]
    [InlineData("size_bytes")]
    [InlineData("title")]
    public async Task A_repeated_search_has_the_same_pages_in_the_same_order(string sort)
    {
        await using var api = await TestApi.StartAsync();
        for (var i = 0; i < 6; i++)
        {
            var note = Samples.Note(i).Concat(Enumerable.Repeat((byte)'.', i * 5 % 7));
            await api.UploadAndGetIdAsync([.. note], $"{(char)('f' - i)}.txt", "title=crane");
            await api.AdvanceAsync(TimeSpan.FromSeconds(i % 2));
        }

        foreach (var order in (string[])["asc", "desc"])
        {
            var (first, again) = (await ListAsync(order), await ListAsync(order));
            (await api.PatchAsync($"/api/v2/files/{first[0]}", new { user_description = order })).EnsureStatus(200);
            var afterWrite = await ListAsync(order);

            again.Should().Equal(first);
            afterWrite.Should().Equal(first).And.HaveCount(6).And.OnlyHaveUniqueItems();
        }

        async Task<List<string>> ListAsync(string order)
        {
            var ids = new List<string>();
            foreach (var offset in (int[])[0, 4])
            {
                var page = await api.GetAsync($"/api/v2/files?search=crane&sort_by={sort}&sort_order={order}&limit=4&offset={offset}");
                ids.AddRange(page["items"].EnumerateArray().Select(file => file.GetProperty("id").GetString()!));
            }
            return ids;
        }
    }

    [Theory]
    [InlineData("pump", true)]
    [InlineData("PUMPS", true)]
    [InlineData("pumping", true)]
    [InlineData("repair", true)]
    [InlineData("pump repaired", true)]
    [InlineData("repaired pump", true)]
    [InlineData("pump bridge", false)]
    [InlineData("pum", false)]
    [InlineData("burst", true)]
    [InlineData("photo-a.jpg", true)]
    [InlineData("north_side", true)]
    [InlineData("oel Öl", false)]
    [InlineData("öl", true)]
    [InlineData("OL", true)]
    [InlineData("検査", true)]
    [InlineData("m²", true)]
    [InlineData("🔥 pump", true)]
    [InlineData("pump 🔥", true)]
    [InlineData("Ⅷ", true)]
    public async Task A_search_finds_any_form_of_the_words_in_titles_names_and_tags(string text, bool found)
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "photo-a.jpg", "title=Repaired pumps, 12 m² Öl, 検査 Ⅷ 🔥", "tags=north_side,burst",
            "auto_describe=no");

        var list = await api.ListFilesAsync("search=" + Uri.EscapeDataString(text));

        list["total_count"].GetInt32().Should().Be(found ? 1 : 0, list.Text);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("*")]
    [InlineData("pump*")]
    [InlineData("pump OR bridge")]
    [InlineData("NOT pump")]
    [InlineData("NEAR(pump bridge, 5)")]
    [InlineData("title:pump")]
    [InlineData("{title} : pump")]
    [InlineData("^pump")]
    [InlineData("-pump")]
    [InlineData("pump + bridge")]
    [InlineData("\" OR * NEAR (")]
    [InlineData("'); DROP TABLE files; --")]
    [InlineData("\\")]
    [InlineData("🔥")]
    [InlineData("e\u0301")]
    [InlineData("\u0301")]
    [InlineData("١٢")]
    [InlineData("a\tb\nc")]
    public async Task Search_operators_and_special_characters_are_plain_text(string text)
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "p.jpg", "title=pump", "auto_describe=no");
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "q.jpg", $"title=x {text} y", "auto_describe=no");
        var words = text.Any(c => char.IsLetterOrDigit(c));

        var list = await api.ListFilesAsync("sort_order=asc&search=" + Uri.EscapeDataString(text));

        list.Status.Should().Be(200, list.Text);
        if (words) list.Ids().Should().EndWith([id]).And.HaveCountLessThanOrEqualTo(text.Trim('*', '^', '-') == "pump" ? 2 : 1);
        else list.Ids().Should().BeEmpty();
    }

    [Fact]
    public async Task A_search_mode_restricts_the_searched_fields()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/stubs", new { filename = "plan.png", visible_text = "Zibet 12" });
        var id = await api.UploadAndGetIdAsync(Samples.File("photo.png"), "plan.png", "content_category=blueprint", "title=Cellar");
        await api.PatchAsync($"/api/v2/files/{id}", new { user_description = "Quokka beside the wall" });

        (await CountAsync(api, "Cellar", "all"), await CountAsync(api, "Cellar", "metadata"),
            await CountAsync(api, "Cellar", "visible_text")).Should().Be((1, 1, 0));
        (await CountAsync(api, "Quokka", "all"), await CountAsync(api, "Quokka", "metadata"),
            await CountAsync(api, "Quokka", "visible_text")).Should().Be((1, 0, 0));
        (await CountAsync(api, "Zibet", "all"), await CountAsync(api, "Zibet", "visible_text")).Should().Be((1, 1));
        (await CountAsync(api, "Cellar Quokka", "metadata"), await CountAsync(api, "Cellar Quokka", "all")).Should().Be((0, 1));
    }

    [Fact]
    public async Task A_search_reflects_updates_and_deletions()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "p.jpg", "title=Zorblax", "tags=tusk");

        await api.PatchAsync($"/api/v2/files/{id}", new { title = "Marmot", tags = new[] { "fur" } });
        var (before, after, tag, fur) = (await CountAsync(api, "zorblax", "all"), await CountAsync(api, "marmot", "all"),
            await CountAsync(api, "tusk", "all"), await CountAsync(api, "fur", "all"));
        await api.DeleteAsync($"/api/v2/files/{id}");

        (before, after, tag, fur).Should().Be((0, 1, 0, 1));
        (await CountAsync(api, "marmot", "all")).Should().Be(0);
    }

    [Fact]
    public async Task A_description_is_found_as_soon_as_it_is_generated()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Quick });
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "p.jpg", "tags=mine");

        var before = await api.ListFilesAsync("has_description=false&tags=mine");
        await api.AdvanceAsync(TimeSpan.FromMilliseconds(400));
        var words = string.Join(' ', (await api.GetFileAsync(id)).Json.Text("upload_description")!.Split(' ').Take(4));

        before.Ids().Should().Equal(id);
        (await api.ListFilesAsync("has_description=true&search=" + Uri.EscapeDataString(words))).Ids().Should().Equal(id);
    }

    [Theory]
    [InlineData(1000, 200)]
    [InlineData(1001, 422)]
    public async Task A_search_has_at_most_1000_characters(int length, int status)
    {
        await using var api = await TestApi.StartAsync();

        var list = await api.ListFilesAsync("search=" + new string('a', length));

        list.Status.Should().Be(status);
    }

    private static async Task<int> CountAsync(TestApi api, string text, string mode) =>
        (await api.ListFilesAsync($"search_mode={mode}&search={Uri.EscapeDataString(text)}"))["total_count"].GetInt32();
}
