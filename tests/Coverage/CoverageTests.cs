using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Coverage;

public sealed class CoverageTests
{
    [Fact]
    public async Task Fields_words_parameters_and_statuses_of_real_answers_are_counted()
    {
        await using var api = await Api.StartAsync();
        await api.UploadedAsync(Samples.Photo(), "a.jpg", "title=T", "auto_describe=true");
        await api.GetAsync("/api/v2/files?sort_order=asc&limit=0");
        await api.GetAsync("/api/v2/files?tags=x&media_types=image");
        await api.GetAsync("/api/v2/files?tags=site&limit=1&offset=0");

        var list = await OfAsync(api, "files.list");
        var upload = await OfAsync(api, "files.upload");

        list.GetProperty("answered").GetRawText().Should().Be("""{"200":2,"422":1}""");
        Missing(list, "statuses").Should().Equal("401");
        Missing(list, "fields").Should().Contain("items[].title").And.NotContain("total_count");
        Missing(list, "parameters").Should().NotContain("query.tags").And.NotContain("query.media_types=image")
            .And.Contain("query.media_types=video").And.Contain("query.sort_order=asc", "its request was refused");
        Missing(upload, "enum_values").Should().NotContain("skipped=false").And.Contain("skipped=true").And.Contain("media_type=video");
        Missing(upload, "request_fields").Should().NotContain("title").And.NotContain("file").And.NotContain("auto_describe=true").And.Contain("auto_describe=false");
        upload.GetProperty("only_null").EnumerateArray().Select(path => path.GetString()).Should().Contain("existing_file_id");
    }

    [Fact]
    public async Task A_list_with_a_file_in_it_meets_the_fields_of_files()
    {
        await using var api = await Api.StartAsync();
        await api.UploadedAsync(Samples.Photo(), "a.jpg", "title=T");
        await api.GetAsync("/api/v2/files");

        var list = await OfAsync(api, "files.list");

        Missing(list, "fields").Should().NotContain("items[].title").And.NotContain("items[].id");
        Missing(list, "enum_values").Should().NotContain("items[].media_type=image").And.NotContain("items[].primary_status=completed").And.Contain("items[].media_type=video");
    }

    [Fact]
    public async Task What_a_fault_made_covers_nothing_but_was_met()
    {
        await using var api = await Api.StartAsync();
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", status = 429 });
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", corrupt = true });
        await api.PostAsync("/_emulator/faults", new { operation = "sessions.list", latency_ms = 1 });
        await api.GetAsync("/api/v2/files");
        await api.GetAsync("/api/v2/files");
        await api.GetAsync("/api/v2/files/sessions");

        var coverage = await api.GetAsync("/_emulator/coverage");
        var list = await OfAsync(api, "files.list");

        list.GetProperty("faulted").GetRawText().Should().Be("""{"200":1,"429":1}""");
        (Met(list, "statuses"), Met(list, "fields")).Should().Be((0, 0));
        Met(await OfAsync(api, "sessions.list"), "statuses").Should().Be(1, "latency alone leaves an answer as it is");
        NeverMet(coverage).Should().NotContain(said => said.StartsWith("no 429", StringComparison.Ordinal)).And.Contain(said => said.StartsWith("no 404", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_client_never_met_is_told_until_it_has_met_it()
    {
        await using var api = await Api.StartAsync();
        var before = NeverMet(await api.GetAsync("/_emulator/coverage"));

        await api.PostAsync("/_emulator/faults", new { stage = "description", fail = "timeout" });
        var id = await api.UploadedAsync(Samples.Photo(1), "a.jpg");
        await api.UploadAsync(Samples.Photo(1), "a.jpg", "skip_duplicates=true");
        await api.UploadedAsync(Samples.Note(), "note.txt");
        await api.GetAsync($"/api/v2/files/{id}");
        await api.GetAsync("/api/v2/files?limit=1");
        await api.GetAsync("/api/v2/files?limit=1&offset=1");
        var after = NeverMet(await api.GetAsync("/_emulator/coverage"));

        before.Except(after).Select(said => said.Split(':')[0]).Should().BeEquivalentTo(
            "no failed description", "no partially completed file", "no page that has more after it", "no second page", "no skipped duplicate", "no document");
    }

    [Fact]
    public async Task Without_a_key_all_tenants_are_summed_and_a_reset_keeps_what_was_covered()
    {
        await using var api = await Api.StartAsync();
        await api.GetAsync("/api/v2/files");
        await api.As(Api.KeyOf(1)).GetAsync("/api/v2/projects");
        await api.As(null).GetAsync("/api/v2/folders");

        await api.As(null).PostAsync("/_emulator/reset");
        var (mine, all) = (await api.GetAsync("/_emulator/coverage"), await api.As(null).GetAsync("/_emulator/coverage"));
        await api.DeleteAsync("/_emulator/coverage");
        var (cleared, rest) = (await api.GetAsync("/_emulator/coverage"), await api.As(null).GetAsync("/_emulator/coverage"));
        await api.As(null).DeleteAsync("/_emulator/coverage");
        var nothing = await api.As(null).GetAsync("/_emulator/coverage");

        Called(mine).Should().Equal("files.list");
        Called(all).Should().Equal("files.list", "projects.list", "folders.list");
        Called(cleared).Should().BeEmpty();
        Called(rest).Should().Equal("projects.list", "folders.list");
        Called(nothing).Should().BeEmpty();
        nothing["never_called"].GetArrayLength().Should().Be(nothing["summary"].GetProperty("operations").GetProperty("of").GetInt32());
    }

    [Fact]
    public async Task What_the_journal_let_go_of_and_answers_too_long_for_it_are_covered_too()
    {
        await using var api = await Api.StartAsync(options => options with { Journal = 2 });
        var id = await api.UploadedAsync([.. Enumerable.Repeat((byte)'a', 70_000)], "long.txt");
        await api.GetAsync($"/api/v2/files/{id}/text");
        for (var n = 0; n < 5; n++) await api.GetAsync("/api/v2/projects");

        var coverage = await api.GetAsync("/_emulator/coverage");

        Called(coverage).Should().Contain(["files.upload", "files.text", "projects.list"]);
        Met(await OfAsync(api, "files.text"), "fields").Should().BeGreaterThan(3);
        (await api.GetAsync("/_emulator/requests"))["dropped"].GetInt32().Should().Be(5);
    }

    [Fact]
    public async Task Of_one_operation_and_status_the_first_thousand_are_looked_into()
    {
        await using var api = await Api.InMemoryAsync(options => options with { Journal = 1 });
        for (var n = 0; n < 1_000; n++) await api.GetAsync("/api/v2/files");
        var before = await OfAsync(api, "files.list");
        await api.GetAsync("/api/v2/files?tags=late");

        var after = await OfAsync(api, "files.list");

        (before.GetProperty("sampled").GetBoolean(), after.GetProperty("sampled").GetBoolean()).Should().Be((false, true));
        after.GetProperty("answered").GetRawText().Should().Be("""{"200":1001}""");
        Missing(after, "parameters").Should().Contain("query.tags");
    }

    [Theory]
    [InlineData("operation=files.lst", "operation")]
    [InlineData("op=files.list", "op")]
    public async Task A_question_that_makes_no_sense_is_refused(string query, string field)
    {
        await using var api = await Api.InMemoryAsync();

        (await api.GetAsync("/_emulator/coverage?" + query)).ShouldFail(422, "VALIDATION_ERROR", field);
    }

    private static async Task<JsonElement> OfAsync(Api api, string operation) => (await api.GetAsync($"/_emulator/coverage?operation={operation}"))["operations"][0];

    private static IEnumerable<string?> Missing(JsonElement operation, string part) =>
        operation.GetProperty(part).GetProperty("missing").EnumerateArray().Select(path => path.GetString());

    private static int Met(JsonElement operation, string part) => operation.GetProperty(part).GetProperty("met").GetInt32();

    private static string[] Called(Reply coverage) => [.. coverage["operations"].EnumerateArray().Select(operation => operation.GetProperty("id").GetString()!)];

    private static string[] NeverMet(Reply coverage) => [.. coverage["never_met"].EnumerateArray().Select(said => said.GetString()!)];
}
