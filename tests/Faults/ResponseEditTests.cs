using System.Text;
using System.Text.Json;
using FluentAssertions;
using Scopix.Contracts.Checks;
using Scopix.Emulator.Tests.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Faults;

/// <summary>Faults that change the JSON of a response: an unknown word, a new field, a null.</summary>
public sealed class ResponseEditTests
{
    [Fact]
    public async Task A_field_with_documented_words_gets_another_word()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-01-15T10:30:00Z");
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg", "title=Äpfel & Birnen <1>");
        var usual = await api.GetAsync("/api/v2/files");
        await api.AddFaultAsync(new { operation = "files.list", unknown_word = "items[].media_type" });

        var edited = await api.GetAsync("/api/v2/files");

        const string Field = "\"media_type\":";
        edited.Text.Should().Be(usual.Text.Replace($"{Field}\"image\"", $"{Field}\"unknown_word\"", StringComparison.Ordinal));
        edited.ContentHeaders.ContentLength.Should().Be(Encoding.UTF8.GetByteCount(edited.Text))
            .And.NotBe(usual.ContentHeaders.ContentLength);
        (await api.GetAsync("/api/v2/files")).Text.Should().Be(usual.Text, "the fault acts once");
    }

    [Fact]
    public async Task A_name_is_meant_at_any_depth_and_a_path_from_the_top()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        await api.AddFaultAsync(new { operation = "uploads.status", unknown_word = "variant_status" });
        var byName = await api.GetAsync($"/api/v2/files/uploads-status/{id}");
        await api.AddFaultAsync(new { operation = "uploads.status", unknown_word = "unified_status" });
        var byPath = await api.GetAsync($"/api/v2/files/uploads-status/{id}");

        byName["component_statuses"].GetProperty("variant_status").GetString().Should().Be("unknown_word");
        byPath["unified_status"].GetString().Should().Be("unknown_word");
        byPath["component_statuses"].GetProperty("variant_status").GetString().Should().NotBe("unknown_word");
    }

    [Fact]
    public async Task A_new_field_is_added_to_the_object_and_to_those_in_its_lists()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        await api.AddFaultAsync(new { operation = "files.*", new_field = "mood", times = 2 });

        var list = await api.GetAsync("/api/v2/files");
        var file = await api.GetAsync($"/api/v2/files/{id}");

        (list["mood"].GetString(), list["items"][0].GetProperty("mood").GetString()).Should().Be(("new_value", "new_value"));
        file["mood"].GetString().Should().Be("new_value");
    }

    [Fact]
    public async Task A_field_is_null_only_where_the_contract_allows_it()
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg", "title=North");
        await api.UploadAndGetIdAsync(Samples.File("clip.mp4"), "b.mp4", "title=South");
        await api.AddFaultAsync(new { operation = "files.list", null_field = "title" });
        var titles = (await api.GetAsync("/api/v2/files"))["items"];
        await api.AddFaultAsync(new { operation = "files.list", null_field = "dimensions" });
        var text = (await api.GetAsync("/api/v2/files")).Text;

        titles.EnumerateArray().Select(item => item.GetProperty("title").ValueKind).Should()
            .OnlyContain(kind => kind == JsonValueKind.Null);
        SchemaCatalog.Validate("file-list", text).Should().BeEmpty("the dimensions of an image are never null");
    }

    [Theory]
    [InlineData("files.get", "file-details")]
    [InlineData("uploads.status", "upload-status")]
    [InlineData("sessions.list", "session-list")]
    public async Task A_response_with_any_null_fits_its_contract(string operation, string schema)
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        var path = operation switch
        {
            "files.get" => $"/api/v2/files/{id}",
            "uploads.status" => $"/api/v2/files/uploads-status/{id}",
            _ => "/api/v2/files/sessions",
        };

        var added = 0;
        foreach (var field in SchemaShape.Load(schema).Fields)
        {
            var answer = await api.AddFaultAsync(new { operation, null_field = field.Path });
            if (answer.Status == 201) added++;
            var response = await api.GetAsync(path);
            SchemaCatalog.Validate(schema, response.Text).Should().BeEmpty(field.Path);
            await api.DeleteAsync("/_emulator/faults");
        }

        added.Should().BePositive();
    }

    [Fact]
    public async Task A_fault_waits_for_a_response_that_it_can_change()
    {
        await using var api = await TestApi.StartAsync();
        await api.AddFaultAsync(new { operation = "files.*", unknown_word = "items[].media_type" });
        var empty = await api.GetAsync("/api/v2/files");
        var missing = await api.GetAsync($"/api/v2/files/{Guid.NewGuid()}");
        var before = (await api.GetAsync("/_emulator/faults"))["items"][0].GetProperty("hits").GetInt32();

        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        var download = await api.GetAsync($"/api/v2/files/{id}/download");
        var list = await api.GetAsync("/api/v2/files");

        (empty.Status, missing.Status, before, download.Status).Should().Be((200, 404, 0, 302));
        list["items"][0].GetProperty("media_type").GetString().Should().Be("unknown_word");
        (await api.GetAsync("/_emulator/faults"))["items"][0].GetProperty("left").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task An_edited_response_is_in_the_journal_and_is_no_coverage()
    {
        await using var api = await TestApi.StartAsync();
        await api.AddFaultAsync(new { operation = "files.list", new_field = "mood" });

        await api.GetAsync("/api/v2/files");

        var entry = await api.GetAsync("/_emulator/requests/req_1");
        entry.Text.Should().Contain("mood").And.Contain("fault_1");
        var coverage = (await api.GetAsync("/_emulator/coverage"))["operations"].EnumerateArray()
            .Single(operation => operation.GetProperty("id").GetString() == "files.list");
        coverage.GetProperty("faulted").GetRawText().Should().Be("""{"200":1}""");
    }

    [Fact]
    public void No_document_names_the_word_and_no_contract_the_value()
    {
        var words = SchemaCatalog.Names.SelectMany(name => SchemaShape.Load(name).Fields).SelectMany(field => field.Values);

        words.Should().NotContain("unknown_word").And.NotContain("new_value");
    }
}
