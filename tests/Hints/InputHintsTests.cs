using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Hints;

/// <summary>What is said of names and values that a request has, and how unknown input is refused.</summary>
public sealed class InputHintsTests
{
    [Theory]
    [InlineData("/api/v2/files?limt=5", "query.limt", "did you mean limit?")]
    [InlineData("/api/v2/files?Limit=5", "query.Limit", "did you mean limit?")]
    [InlineData("/api/v2/files?sort-by=title", "query.sort-by", "did you mean sort_by?")]
    [InlineData("/api/v2/files?q=pump", "query.q", "did you mean search?")]
    [InlineData("/api/v2/files?page_size=5&pgae=2", "query.page_size, query.pgae", "query.page_size: did you mean limit?")]
    [InlineData("/api/v2/files?offest=5&tag=x", "query.offest, query.tag",
        "query.offest: did you mean offset?; query.tag: did you mean tags?")]
    [InlineData("/api/v2/files?colour=red", "query.colour", null)]
    [InlineData("/api/v2/files?l%0D%0Aimit=5", "query.l%0D%0Aimit", "did you mean limit?")]
    [InlineData("/api/v1/beta/files?page_sise=5", "query.page_sise", "did you mean page_size?")]
    public async Task Unknown_parameters_are_named_with_the_ones_that_were_meant(string path, string unknown, string? hint)
    {
        await using var api = await TestApi.StartAsync(key: null);

        var response = await api.WithKey(path.StartsWith("/api/v1", StringComparison.Ordinal) ? "llx-key" : EmulatorOptions.DefaultApiKey)
            .GetAsync(path);

        response.Status.Should().Be(200);
        (response.Header("X-Emulator-Unknown"), response.Header("X-Emulator-Hint")).Should().Be((unknown, hint));
    }

    [Fact]
    public async Task Unknown_fields_of_JSON_and_forms_are_named_with_the_ones_that_were_meant()
    {
        await using var api = await TestApi.StartAsync();

        var json = await api.PostAsync("/api/v2/folders", new { name = "a", parentid = (string?)null });
        var nested = await api.SendTextAsync(HttpMethod.Post, "/api/v2/files/export",
            """{"format":"csv","columns":[{"field_key":"title","displayname":"T"}]}""");
        var form = await api.UploadAsync(Samples.Photo(), "a.jpg", "titel=A", "colour=red");

        (json.Header("X-Emulator-Unknown"), json.Header("X-Emulator-Hint")).Should().Be(("body.parentid", "did you mean parent_id?"));
        (nested.Header("X-Emulator-Unknown"), nested.Header("X-Emulator-Hint")).Should()
            .Be(("body.columns[].displayname", "did you mean display_name?"));
        (form.Header("X-Emulator-Unknown"), form.Header("X-Emulator-Hint")).Should()
            .Be(("body.titel, body.colour", "body.titel: did you mean title?"));
    }

    [Fact]
    public async Task Many_and_long_names_are_bounded_and_the_journal_has_all()
    {
        await using var api = await TestApi.StartAsync();
        var query = string.Join('&', Enumerable.Range(0, 15).Select(n => $"x{n}{new string('y', 200)}=1"));

        var header = (await api.GetAsync("/api/v2/files?" + query)).Header("X-Emulator-Unknown")!;

        header.Should().EndWith("..., 5 more").And.Match(text => text.Length < 1_000);
        (await api.GetAsync("/_emulator/requests")).Items()[0].GetProperty("unknown").GetArrayLength().Should().Be(15);
    }

    [Theory]
    [InlineData("/api/v2/files?tags=pump,valve",
        "tags is repeated for several values (tags=a&tags=b); a comma is a part of one value", 200)]
    [InlineData("/api/v2/files?media_types=image,video",
        "media_types is repeated for several values (media_types=a&media_types=b); a comma is a part of one value", 422)]
    [InlineData("/api/v2/files?tags=pump&tags=a,b", null, 200)]
    [InlineData("/api/v2/data/descriptions?source_types=single&source_types=batch",
        "source_types takes several values separated by commas; only the last one was used", 200)]
    [InlineData("/api/v2/files?search=", "search is empty, so it filters nothing", 200)]
    [InlineData("/api/v2/files?search=%20", "search is empty, so it filters nothing", 200)]
    [InlineData("/api/v2/files?search=pump&limit=5", null, 200)]
    public async Task Values_that_have_another_effect_than_they_seem_to_have_are_named(string path, string? hint, int status)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.GetAsync(path);

        (response.Status, response.Header("X-Emulator-Hint"), response.Header("X-Emulator-Unknown")).Should().Be((status, hint, null));
    }

    [Fact]
    public async Task A_hint_is_in_the_journal_too()
    {
        await using var api = await TestApi.StartAsync();

        await api.GetAsync("/api/v2/files?limt=5");
        await api.GetAsync("/files");

        var requests = (await api.GetAsync("/_emulator/requests")).Items();
        requests.Select(request => request.Text("hint")).Should().Equal("did you mean /api/v2/files?", "did you mean limit?");
        requests[1].GetProperty("unknown").Texts().Should().Equal("query.limt");
        (await api.GetAsync("/_emulator/requests/req_1"))["hint"].GetString().Should().Be("did you mean limit?");
    }

    [Theory]
    [InlineData("envelope", """{"code":"VALIDATION_ERROR","message":"limt: is not a known parameter; did you mean limit?",""")]
    [InlineData("fastapi", """{"detail":[{"loc":["query","limt"],"msg":"is not a known parameter; did you mean limit?",""")]
    public async Task With_refuse_unknown_input_is_a_422_that_names_it_in_the_forms_of_the_API(string dialect, string text)
    {
        await using var api = await TestApi.StartAsync(options => options with
        {
            UnknownInput = UnknownInput.Refuse,
            Errors = Enum.Parse<ErrorDialect>(dialect, ignoreCase: true),
        });

        var response = await api.GetAsync("/api/v2/files?limt=5");

        response.Status.Should().Be(422);
        response.Text.Should().Contain(text);
        response.Header("X-Emulator-Unknown").Should().BeNull();
        (await api.GetAsync("/api/v2/files?limit=5")).Status.Should().Be(200);
    }

    [Fact]
    public async Task With_refuse_unknown_fields_change_nothing()
    {
        await using var api = await TestApi.StartAsync(options => options with { UnknownInput = UnknownInput.Refuse });

        var json = await api.PostAsync("/api/v2/folders", new { name = "a", parentid = (string?)null });
        var form = await api.UploadAsync(Samples.Photo(), "a.jpg", "titel=A");
        var llama = await api.WithKey("llx-key").GetAsync("/api/v1/beta/files?page_sise=5");

        json.ShouldFailWith("parentid", "is not a known field; did you mean parent_id?");
        form.ShouldFailWith("titel", "is not a known field; did you mean title?");
        (llama.Status, llama.Text).Should().Be((422, llama.Text));
        llama.Text.Should().StartWith("""{"detail":[{"loc":["query","page_sise"]""");
        (await api.GetAsync("/api/v2/folders"))["total_count"].GetInt32().Should().Be(0);
        (await api.ListFilesAsync())["total_count"].GetInt32().Should().Be(0);
    }

    [Theory]
    [InlineData("/_emulator/stubs", """{"descripton":"A pump"}""", "descripton", "is not a known field; did you mean description?")]
    [InlineData("/_emulator/faults", """{"operation":"files.lst","status":503}""", "operation",
        "must be an operation's id, a family such as files.*, or *; did you mean files.list?")]
    [InlineData("/_emulator/faults", """{"operation":"files.list","staus":503}""", "staus", "is not a known field; did you mean status?")]
    [InlineData("/_emulator/faults", """{"bundle":"flakynetwork"}""", "bundle", null)]
    [InlineData("/_emulator/faults", """{"stage":"desciption","hold":true}""", "stage", null)]
    [InlineData("/_emulator/requests/verify", """{"operation":"file.list"}""", "operation",
        "must be an operation's id, a family such as files.*, storage.get, storage.head, storage.put, storage.put_part, or *; "
        + "did you mean files.list?")]
    [InlineData("/_emulator/clock/advance", """{"secnds":5}""", "secnds", "is not a known field; did you mean seconds?")]
    public async Task The_control_API_says_what_was_meant(string path, string body, string field, string? issue)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.SendTextAsync(HttpMethod.Post, path, body);

        (response.Status, response.Field).Should().Be((422, field));
        if (issue is null) response.Issue.Should().MatchRegex("; did you mean (flaky-network|description)\\?$");
        else response.Issue.Should().Be(issue);
    }
}

internal static class InputHintAssertions
{
    public static void ShouldFailWith(this TestResponse response, string field, string issue) =>
        (response.Status, response.Field, response.Issue).Should().Be((422, field, issue));
}
