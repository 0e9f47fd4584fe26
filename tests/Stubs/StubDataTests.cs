using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Extractions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Stubs;

public sealed class StubDataTests
{
    [Fact]
    public async Task A_stub_decides_the_fields_it_names_and_leaves_the_others_unchanged()
    {
        await using var plain = await TestApi.StartAsync();
        await using var api = await TestApi.StartAsync();
        var stub = await api
            .SendTextAsync(HttpMethod.Post, "/_emulator/stubs",
                """{"data":{"legend_data":{"items":[{"name":"Hedge","n":1.50}]},"schedule_data":null}}""");

        var (generated, decided) = (await plain.GetFileAsync(await plain.UploadPhotoOfCategoryAsync("blueprint")),
            await api.GetFileAsync(await api.UploadPhotoOfCategoryAsync("blueprint")));
        var other = await api.GetFileAsync(await api.UploadPhotoOfCategoryAsync("pid"));

        stub.Status.Should().Be(201);
        stub["data"].GetRawText().Should().Be("""{"legend_data":{"items":[{"name":"Hedge","n":1.50}]},"schedule_data":null}""");
        decided["legend_data"].GetRawText().Should().Be("""{"items":[{"name":"Hedge","n":1.50}]}""");
        decided["schedule_data"].ValueKind.Should().Be(JsonValueKind.Null);
        decided["layout_region_data"].GetRawText().Should().Be(generated["layout_region_data"].GetRawText());
        decided["upload_description"].GetString().Should().Be(generated["upload_description"].GetString());
        other["legend_data"].ValueKind.Should().Be(JsonValueKind.Null, "diagrams of processes have no legend");
        other["pid_data"].ValueKind.Should().Be(JsonValueKind.Object);
    }

    [Fact]
    public async Task Data_that_a_stub_removed_cannot_be_reviewed_and_data_that_it_set_can()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/stubs", new { data = new { legend_data = new { a = 1 }, schedule_data = (object?)null } });
        var id = await api.UploadPhotoOfCategoryAsync("blueprint");

        (await api.ReviewAsync(id, "legend", """{"field_edits":{"a":2}}""")).Status.Should().Be(200);
        (await api.ReviewAsync(id, "schedule", """{"field_edits":{"a":2}}""")).ShouldFail(404, "HTTP_404");
    }

    [Theory]
    [InlineData("passed")]
    [InlineData("failed")]
    public async Task A_stub_decides_a_compliance_check_and_the_list_agrees(string status)
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/stubs", new { data = new { mls_compliance_check = new { status, why = "because" } } });

        var ids = new List<string>();
        for (var n = 0; n < 6; n++)
            ids.Add(await api.UploadAndGetIdAsync(Samples.Photo(n), "a.jpg", "compliance_type=mls", "compliance_standard=nar"));
        var other = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg", "compliance_type=marketplace", "compliance_standard=amazon");

        (await api.GetFileAsync(ids[0]))["mls_compliance_check"].GetRawText().Should().Be($$"""{"status":"{{status}}","why":"because"}""");
        (await api.ListFilesAsync($"compliance_status={status}")).Ids().Except([other]).Should().BeEquivalentTo(ids);
        (await api.GetFileAsync(other))["marketplace_compliance_check"].TryGetProperty("why", out _).Should().BeFalse();
        (await api.GetFileAsync(other))["mls_compliance_check"].ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":"text"}""")]
    [InlineData("""{"data":{"items":[]}}""")]
    [InlineData("""{"data":{"custom_schema_data":{}}}""")]
    [InlineData("""{"data":{"extraction_corrections":{}}}""")]
    [InlineData("""{"data":{"pid_data":[]}}""")]
    [InlineData("""{"data":{"pid_data":{"a":1,"a":2}}}""")]
    [InlineData("""{"data":{"pid_data":{"a":"\ud800"}}}""")]
    [InlineData("""{"data":{"mls_compliance_check":null}}""")]
    [InlineData("""{"data":{"mls_compliance_check":{"status":"pending"}}}""")]
    [InlineData("""{"data":{"mls_compliance_check":{"status":true}}}""")]
    [InlineData("""{"data":{"mls_compliance_check":{}}}""")]
    [InlineData("""{"content_category":"mining","data":{"pid_data":{}}}""")]
    [InlineData("""{"content_category":"general","data":{"pid_data":{}}}""")]
    [InlineData("""{"media_type":"document","data":{"pid_data":{}}}""")]
    public async Task Stub_data_that_no_response_could_contain_are_refused(string body)
    {
        await using var api = await TestApi.StartInMemoryAsync();

        (await api.SendTextAsync(HttpMethod.Post, "/_emulator/stubs", body)).ShouldFail(422, "VALIDATION_ERROR", "data");
    }

    [Fact]
    public async Task Data_have_at_most_100_000_characters_and_16_levels()
    {
        await using var api = await TestApi.StartInMemoryAsync();

        // {"pid_data":{"a":"…"}} is 21 characters and the text
        (await AddStubAsync(new string('v', 99_979), "\"", "\"")).Status.Should().Be(201);
        (await AddStubAsync(new string('v', 99_980), "\"", "\"")).ShouldFail(422, "VALIDATION_ERROR", "data");
        (await AddStubAsync("", new string('[', 14), new string(']', 14))).Status.Should().Be(201);
        (await AddStubAsync("", new string('[', 15), new string(']', 15))).ShouldFail(422, "VALIDATION_ERROR", "data");

        Task<TestResponse> AddStubAsync(string text, string open, string close) =>
            api.SendTextAsync(HttpMethod.Post, "/_emulator/stubs", "{\"data\":{\"pid_data\":{\"a\":" + open + text + close + "}}}");
    }
}
