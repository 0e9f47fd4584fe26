using System.Text.Json.Nodes;
using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Scopix.Emulator.Tests.Snapshots;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.Imports;

/// <summary><c>POST /_emulator/import</c>: all or nothing, by the rules of our own records.</summary>
public sealed class ImportTests
{
    [Theory, OnBothStores]
    public async Task An_archive_becomes_the_data_of_the_tenant(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        (await api.GetAsync("/_emulator/import"))["is_empty"].GetBoolean().Should().BeTrue();

        (await api.ImportAsync(ImportArchives.OneNote)).EnsureStatus(201)["files"].GetInt32().Should().Be(1);

        (await api.GetAsync("/_emulator/import"))["is_empty"].GetBoolean().Should().BeFalse();
        var file = await api.GetAsync($"/api/v2/files/{ImportArchives.FileId}");
        file["upload_description"].GetString().Should().Be("What the service said.");
        file["created_at"].GetString().Should().Be("2025-01-03T00:00:00Z");
        (await api.GetAsync($"/api/v2/files/{ImportArchives.FileId}/text"))["text"].GetString().Should().Be("What the service read.");
        (await api.PostAsync("/api/v2/files/search", new { query = "service read" }))["total_count"].GetInt32().Should().Be(1);
        (await api.DownloadFileAsync(ImportArchives.FileId)).Should().Equal(Samples.Note());
        (await api.GetAsync($"/api/v2/files?folder_id={ImportArchives.FolderId}"))["total_count"].GetInt32().Should().Be(1);
        await api.PostAsync("/_emulator/reset");
        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
    }

    [Fact]
    public async Task Ids_of_later_uploads_are_not_those_of_imported_files()
    {
        await using var source = await TestApi.StartAsync();
        await using var target = await TestApi.StartAsync();
        var id = await source.UploadAndGetIdAsync(Samples.Note(), "note.txt");
        await target.ImportAsync([.. ImportArchives.WithField("details.id", id)
            .Select(entry => entry with { Name = entry.Name.Replace(ImportArchives.FileId, id, StringComparison.Ordinal) })]);

        var next = await target.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        next.Should().NotBe(id);
        (await target.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(2);
    }

    [Fact]
    public async Task A_tenant_that_is_not_empty_is_replaced_on_demand_alone_and_keeps_clock_stubs_and_snapshots()
    {
        await using var fixture = new StoreFixture(StoreUnderTest.Embedded);
        await using var api = await fixture.StartAsync();
        await api.FreezeAsync("2026-01-15T10:30:00Z");
        await api.UploadAsync(Samples.Photo(), "photo.jpg");
        await api.PostAsync("/_emulator/stubs", new { description = "Known." });

        (await api.ImportAsync(ImportArchives.OneNote)).ShouldFail(409, "HTTP_409");
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(1);
        (await fixture.ListObjectsAsync(1)).Should().ContainSingle().Which.Should().Contain("images/");
        (await api.ImportAsync(ImportArchives.OneNote, replace: true)).EnsureStatus(201);

        (await api.GetAsync("/api/v2/files"))["items"].EnumerateArray().Should().ContainSingle()
            .Which.GetProperty("id").GetString().Should().Be(ImportArchives.FileId);
        (await fixture.ListObjectsAsync(2)).Should().HaveCount(2).And.NotContain(key => key.Contains("images/"));
        (await api.GetAsync("/_emulator/stubs"))["total_count"].GetInt32().Should().Be(1);
        (await api.GetAsync("/_emulator/clock"))["now"].GetString().Should().Be("2026-01-15T10:30:00Z");
    }

    public static TheoryData<string, string, string> BrokenFields() => new()
    {
        { "details.id", "\"no-id\"", "id: is not that in the name of the entry" },
        { "details.media_type", "\"sound\"", "media_type: must be image, document, video or link" },
        { "details.created_at", "null", "created_at is of the wrong type" },
        { "details.created_at", "\"1901-01-01T00:00:00Z\"", "created_at: must be a time" },
        { "details.hash", "\"abc\"", "hash: must be a SHA-256" },
        { "details.hash", "null", "hash: is required" },
        { "details.size_bytes", "-1", "size_bytes: must not be negative" },
        { "details.size_bytes", "\"many\"", "size_bytes is of the wrong type" },
        { "details.title", $"\"{new string('t', 256)}\"", "title: at most 255 characters, got 256" },
        { "details.tags", "[\" pier\"]", "tags: must be trimmed and different" },
        { "folder_id", "\"99999999-2222-4333-8444-555555555555\"", "folder_id: names none of folders.json" },
        { "project_id", "\"99999999-2222-4333-8444-555555555555\"", "project_id: names none of projects.json" },
        { "details.page_count", "2000000000", "page_count: must be 0 to 100000" },
        { "details.dimensions", "{\"width\":-1}", "dimensions: must be 0 to" },
        { "details.pid_data", new string('[', 17) + new string(']', 17), "pid_data: at most 16 levels of nesting" },
        { "scenes", "{\"scenes\":[{\"start_time\":1e300,\"end_time\":1}]}", "scenes: must be within" },
        { "chunks.chunks", "[{}]", "chunks.chunks[0] is of the wrong type, or lacks a required field" },
    };

    [Theory, MemberData(nameof(BrokenFields))]
    public async Task A_file_that_breaks_a_rule_is_refused_by_name_and_nothing_is_loaded(string path, string json, string issue)
    {
        await using var fixture = new StoreFixture(StoreUnderTest.Embedded);
        await using var api = await fixture.StartAsync();

        var response = await api.ImportAsync(ImportArchives.WithField(path, JsonNode.Parse(json)));

        response.ShouldFail(422, "VALIDATION_ERROR", $"files/{ImportArchives.FileId}.json");
        response.Text.Should().Contain(issue);
        (await api.GetAsync("/_emulator/import"))["is_empty"].GetBoolean().Should().BeTrue();
        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
    }

    [Fact]
    public async Task An_archive_that_is_incomplete_or_has_other_bytes_is_refused_and_leaves_nothing()
    {
        await using var fixture = new StoreFixture(StoreUnderTest.Embedded);
        await using var api = await fixture.StartAsync();
        var good = ImportArchives.OneNote;
        var other = good[^1] with { Bytes = Samples.Photo() };

        (await api.ImportAsync(good[..^1])).ShouldFail(422, "VALIDATION_ERROR", good[^1].Name);
        (await api.ImportAsync([.. good[..^1], other])).ShouldFail(422, "VALIDATION_ERROR", good[^1].Name);
        (await api.ImportAsync([.. good, new ArchiveEntry("objects/unexpected", [1])])).ShouldFail(
            422, "VALIDATION_ERROR", "objects/unexpected");
        (await api.ImportAsync(good[1..])).ShouldFail(422, "VALIDATION_ERROR", "import.json");
        (await api.ImportAsync(ImportArchives.Write(good)[..^60])).Status.Should().Be(422);
        (await api.ImportAsync("no archive"u8.ToArray())).Status.Should().Be(422);
        (await api.ImportAsync([good[0], good[1], ImportArchives.Json("folders.json", """
            [{"id":"22222222-2222-4333-8444-555555555555","name":"A","parent_id":"22222222-2222-4333-8444-555555555555",
              "created_at":"2025-01-02T00:00:00Z"}]
            """)])).ShouldFail(422, "VALIDATION_ERROR", "body");

        (await api.GetAsync("/_emulator/import"))["is_empty"].GetBoolean().Should().BeTrue();
        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_stage_that_had_not_ended_is_held_and_can_be_ended()
    {
        await using var api = await TestApi.OpenTenantAsync();
        await api.ImportAsync(ImportArchives.WithField("details.description_status", "processing"));

        (await api.GetAsync($"/api/v2/files/{ImportArchives.FileId}"))["primary_status"].GetString().Should().Be("processing");
        await api.PostAsync($"/_emulator/files/{ImportArchives.FileId}/stages/description", new { action = "complete" });

        var file = await api.GetAsync($"/api/v2/files/{ImportArchives.FileId}");
        file["primary_status"].GetString().Should().Be("completed");
        file["upload_description"].GetString().Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task No_value_of_any_field_causes_a_server_error()
    {
        await using var api = await TestApi.OpenTenantAsync();
        string[] values = ["null", "[null]", "[{}]", "{}", "\"text\"", "-1", "{\"a\":null}"];
        var accepted = 0;

        foreach (var path in ImportArchives.FieldPaths)
            foreach (var value in values)
            {
                var response = await api.ImportAsync(ImportArchives.WithField(path, JsonNode.Parse(value)), replace: true);

                response.Status.Should().BeOneOf([201, 422], $"{path} = {value}: {response.Text}");
                if (response.Status != 201) continue;
                accepted++;
                (await api.GetAsync($"/api/v2/files/{ImportArchives.FileId}?format=markdown")).Status.Should().Be(200, $"{path} = {value}");
                (await api.GetAsync("/api/v2/files")).Status.Should().Be(200, $"{path} = {value}");
                (await api.GetAsync($"/api/v2/files/{ImportArchives.FileId}/chunks")).Status.Should().BeOneOf([200, 400, 404]);
                (await api.GetAsync($"/api/v2/files/{ImportArchives.FileId}/digitization")).Status.Should().BeOneOf([200, 400, 404]);
            }

        accepted.Should().BeGreaterThan(50);
    }
}
