using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Coverage;

public sealed class CoverageTests
{
    [Fact]
    public async Task Coverage_counts_the_fields_enum_values_parameters_and_statuses_of_responses()
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg", "title=T", "auto_describe=true");
        await api.GetAsync("/api/v2/files?sort_order=asc&limit=0");
        await api.GetAsync("/api/v2/files?tags=x&media_types=image");
        await api.GetAsync("/api/v2/files?tags=site&limit=1&offset=0");

        var list = await GetOperationAsync(api, "files.list");
        var upload = await GetOperationAsync(api, "files.upload");

        list.GetProperty("answered").GetRawText().Should().Be("""{"200":2,"422":1}""");
        ListMissing(list, "statuses").Should().Equal("401");
        ListMissing(list, "fields").Should().Contain("items[].title").And.NotContain("total_count");
        ListMissing(list, "parameters").Should().NotContain("query.tags").And.NotContain("query.media_types=image")
            .And.Contain("query.media_types=video").And.Contain("query.sort_order=asc", "the request was refused");
        ListMissing(upload, "enum_values").Should().NotContain("skipped=false").And.Contain("skipped=true").And.Contain("media_type=video");
        ListMissing(upload, "request_fields").Should().NotContain("title").And.NotContain("file").And.NotContain("auto_describe=true").And
            .Contain("auto_describe=false");
        upload.GetProperty("only_null").EnumerateArray().Select(path => path.GetString()).Should().Contain("existing_file_id");
    }

    [Fact]
    public async Task A_list_with_a_file_covers_the_fields_of_files()
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg", "title=T");
        await api.GetAsync("/api/v2/files");

        var list = await GetOperationAsync(api, "files.list");

        ListMissing(list, "fields").Should().NotContain("items[].title").And.NotContain("items[].id");
        ListMissing(list, "enum_values").Should().NotContain("items[].media_type=image").And
            .NotContain("items[].primary_status=completed").And.Contain("items[].media_type=video");
    }

    [Fact]
    public async Task Responses_of_a_fault_cover_only_their_status()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", status = 429 });
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", corrupt = true });
        await api.PostAsync("/_emulator/faults", new { operation = "sessions.list", latency_ms = 1 });
        await api.GetAsync("/api/v2/files");
        await api.GetAsync("/api/v2/files");
        await api.GetAsync("/api/v2/files/sessions");

        var coverage = await api.GetAsync("/_emulator/coverage");
        var list = await GetOperationAsync(api, "files.list");

        list.GetProperty("faulted").GetRawText().Should().Be("""{"200":1,"429":1}""");
        (CountMet(list, "statuses"), CountMet(list, "fields")).Should().Be((0, 0));
        CountMet(await GetOperationAsync(api, "sessions.list"), "statuses").Should().Be(1, "latency does not change the response");
        ListNeverMet(coverage).Should().NotContain(entry => entry.StartsWith("no 429", StringComparison.Ordinal)).And
            .Contain(entry => entry.StartsWith("no 404", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cases_are_listed_as_never_met_until_a_client_receives_them()
    {
        await using var api = await TestApi.StartAsync();
        var before = ListNeverMet(await api.GetAsync("/_emulator/coverage"));

        await api.PostAsync("/_emulator/faults", new { stage = "description", fail = "timeout" });
        var id = await api.UploadAndGetIdAsync(Samples.Photo(1), "a.jpg");
        await api.UploadAsync(Samples.Photo(1), "a.jpg", "skip_duplicates=true");
        await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");
        await api.GetAsync($"/api/v2/files/{id}");
        await api.GetAsync("/api/v2/files?limit=1");
        await api.GetAsync("/api/v2/files?limit=1&offset=1");
        var after = ListNeverMet(await api.GetAsync("/_emulator/coverage"));

        before.Except(after).Select(entry => entry.Split(':')[0]).Should().BeEquivalentTo(
            "no failed description", "no partially completed file", "no page with more items after it", "no second page",
            "no skipped duplicate", "no document");
    }

    [Fact]
    public async Task Coverage_without_a_key_sums_all_tenants_and_survives_a_reset()
    {
        await using var api = await TestApi.StartAsync();
        await api.GetAsync("/api/v2/files");
        await api.WithKey(TestApi.CreateKey(1)).GetAsync("/api/v2/projects");
        await api.WithKey(null).GetAsync("/api/v2/folders");

        await api.WithKey(null).PostAsync("/_emulator/reset");
        var (mine, all) = (await api.GetAsync("/_emulator/coverage"), await api.WithKey(null).GetAsync("/_emulator/coverage"));
        await api.DeleteAsync("/_emulator/coverage");
        var (cleared, rest) = (await api.GetAsync("/_emulator/coverage"), await api.WithKey(null).GetAsync("/_emulator/coverage"));
        await api.WithKey(null).DeleteAsync("/_emulator/coverage");
        var nothing = await api.WithKey(null).GetAsync("/_emulator/coverage");

        ListOperationIds(mine).Should().Equal("files.list");
        ListOperationIds(all).Should().Equal("files.list", "projects.list", "folders.list");
        ListOperationIds(cleared).Should().BeEmpty();
        ListOperationIds(rest).Should().Equal("projects.list", "folders.list");
        ListOperationIds(nothing).Should().BeEmpty();
        nothing["never_called"].GetArrayLength().Should().Be(nothing["summary"].GetProperty("operations").GetProperty("of").GetInt32());
    }

    [Fact]
    public async Task Evicted_and_oversized_responses_count_for_coverage_too()
    {
        await using var api = await TestApi.StartAsync(options => options with { Journal = 2 });
        var id = await api.UploadAndGetIdAsync([.. Enumerable.Repeat((byte)'a', 70_000)], "long.txt");
        await api.GetAsync($"/api/v2/files/{id}/text");
        for (var n = 0; n < 5; n++) await api.GetAsync("/api/v2/projects");

        var coverage = await api.GetAsync("/_emulator/coverage");

        ListOperationIds(coverage).Should().Contain(["files.upload", "files.text", "projects.list"]);
        CountMet(await GetOperationAsync(api, "files.text"), "fields").Should().BeGreaterThan(3);
        (await api.GetAsync("/_emulator/requests"))["dropped"].GetInt32().Should().Be(5);
    }

    [Fact]
    public async Task The_first_thousand_responses_of_each_operation_and_status_are_examined()
    {
        await using var api = await TestApi.StartInMemoryAsync(options => options with { Journal = 1 });
        for (var n = 0; n < 1_000; n++) await api.GetAsync("/api/v2/files");
        var before = await GetOperationAsync(api, "files.list");
        await api.GetAsync("/api/v2/files?tags=late");

        var after = await GetOperationAsync(api, "files.list");

        (before.GetProperty("sampled").GetBoolean(), after.GetProperty("sampled").GetBoolean()).Should().Be((false, true));
        after.GetProperty("answered").GetRawText().Should().Be("""{"200":1001}""");
        ListMissing(after, "parameters").Should().Contain("query.tags");
    }

    [Theory]
    [InlineData("operation=files.lst", "operation")]
    [InlineData("op=files.list", "op")]
    public async Task An_invalid_coverage_query_is_refused(string query, string field)
    {
        await using var api = await TestApi.StartInMemoryAsync();

        (await api.GetAsync("/_emulator/coverage?" + query)).ShouldFail(422, "VALIDATION_ERROR", field);
    }

    private static async Task<JsonElement> GetOperationAsync(
        TestApi api, string operation) => (await api.GetAsync($"/_emulator/coverage?operation={operation}"))["operations"][0];

    private static IEnumerable<string?> ListMissing(JsonElement operation, string part) =>
        operation.GetProperty(part).GetProperty("missing").EnumerateArray().Select(path => path.GetString());

    private static int CountMet(JsonElement operation, string part) => operation.GetProperty(part).GetProperty("met").GetInt32();

    private static string[] ListOperationIds(TestResponse coverage) =>
        [.. coverage["operations"].EnumerateArray().Select(operation => operation.GetProperty("id").GetString()!)];

    private static string[] ListNeverMet(TestResponse coverage) =>
        [.. coverage["never_met"].EnumerateArray().Select(entry => entry.GetString()!)];
}
