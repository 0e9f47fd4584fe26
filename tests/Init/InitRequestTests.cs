using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Snapshots;
using Xunit;

namespace Scopix.Emulator.Tests.Init;

/// <summary><c>POST /_emulator/init</c>.</summary>
public sealed class InitRequestTests
{
    [Fact]
    public async Task A_document_gives_the_tenant_of_the_key_its_clock_folders_stubs_files_and_faults()
    {
        await using var api = await TestApi.OpenTenantAsync();

        var response = await InitAsync(api, """
            {
              "$schema": "http://127.0.0.1:8340/_emulator/init/schema.json",
              "clock": {"freeze": "2026-01-15T10:30:00Z"},
              "projects": [{"name": "Harbour", "color": "#336699"}],
              "folders": [{"path": "Empty/Below", "project": "Harbour"}],
              "stubs": [{"filename": "note*", "chunks": ["A pump stands still."]}],
              "files": [{
                "text": "The pump is noisy.", "filename": "note.txt", "title": "Pump", "tags": ["pump", "noise"], "folder": "Site A/Plans",
                "project": "Harbour", "description": "Read this first"
              }],
              "faults": [{"operation": "files.list", "status": 503, "times": 1}]
            }
            """);

        response.Status.Should().Be(201, response.Text);
        response.Json.EnumerateObject().ToDictionary(count => count.Name, count => count.Value.GetInt32()).Should().Equal(
            new Dictionary<string, int>
            {
                ["tenants"] = 1,
                ["keys"] = 0,
                ["snapshots"] = 0,
                ["datasets"] = 0,
                ["projects"] = 1,
                ["folders"] = 1,
                ["stubs"] = 1,
                ["files"] = 1,
                ["faults"] = 1,
                ["kept"] = 0,
            });
        (await api.GetAsync("/api/v2/files")).Status.Should().Be(503, "the fault acts once");
        var file = (await api.GetAsync("/api/v2/files"))["items"][0];
        file.GetProperty("title").GetString().Should().Be("Pump");
        file.GetProperty("created_at").GetString().Should().StartWith("2026-01-15T10:30:00");
        var details = await api.GetAsync($"/api/v2/files/{file.GetProperty("id")}");
        details["user_description"].GetString().Should().Be("Read this first");
        details["tags"].EnumerateArray().Select(tag => tag.GetString()).Should().Equal("pump", "noise");
        (await api.GetAsync($"/api/v2/files/{file.GetProperty("id")}/chunks")).Text.Should().Contain("A pump stands still.");
        var folders = await api.GetAsync("/api/v2/folders");
        folders.Text.Should().Contain("Plans").And.Contain("Below");
        var projects = (await api.GetAsync("/api/v2/projects"))["items"];
        projects[1].GetProperty("file_count").GetInt32().Should().Be(1);
        projects[1].GetProperty("folder_count").GetInt32().Should().Be(4);
    }

    [Fact]
    public async Task Other_tenants_get_their_part_and_keys_their_plans()
    {
        await using var api = await TestApi.OpenTenantAsync();
        var (other, llama) = ("scopix_InitOther0123456789abcdef", "llx-init-other");

        var response = await InitAsync(api, $$"""
            {
              "keys": [{"key": "{{other}}", "tier": "STARTER"}],
              "tenants": {
                "{{other}}": {"dataset": {"name": "scale", "count": 7}, "files": [{"base64": "aGVsbG8gd29ybGQ=", "filename": "b.txt"}]},
                "{{llama}}": {"faults": [{"operation": "llama.*", "status": 500}]}
              }
            }
            """);

        response.Status.Should().Be(201, response.Text);
        var listed = await api.WithKey(other).GetAsync("/api/v2/files");
        listed["total_count"].GetInt32().Should().Be(8);
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(0, "the others' files are theirs");
        (await api.GetAsync("/_emulator/keys")).Text.Should().Contain("STARTER");
    }

    [Theory]
    [InlineData("""{"files": [{"text": "a", "filename": "a.txt", "titel": "b"}]}""", "files[0].titel",
        "is not a known field; did you mean title? (line 1, column 47)")]
    [InlineData("""{"files": [{"path": "a.txt"}]}""", "files[0].path",
        "names a file of the server's disk, which a request cannot read; only a file for --init can (line 1, column 13)")]
    [InlineData("""{"snapshot": {"path": "a.tar.gz"}}""", "snapshot.path",
        "names a file of the server's disk, which a request cannot read; only a file for --init can (line 1, column 15)")]
    [InlineData("""{"snapshot": {"name": "absent"}}""", "snapshot.name", "is not a snapshot of this key (line 1, column 15)")]
    [InlineData("{\n  \"faults\": [\n    {\"operation\": \"files.lst\"}\n  ]\n}", "faults[0].operation",
        "must be an operation's id, a family such as files.*, or *; did you mean files.list? (line 3, column 6)")]
    [InlineData("""{"stubs": [{"filename": "a"}]}""", "stubs[0].fail", null)]
    [InlineData("""{"clock": {}}""", "clock", "send either freeze or advance (line 1, column 2)")]
    [InlineData("""{"clock": {"advance": "soon"}}""", "clock.advance", null)]
    [InlineData("""{"clock": {"freeze": "yesterday"}}""", "clock.freeze", "must be an ISO 8601 date-time (line 1, column 12)")]
    [InlineData("""{"dataset": {"name": "demmo"}}""", "dataset.name", null)]
    [InlineData("""{"dataset": {}}""", "dataset.name", "is required (line 1, column 13)")]
    [InlineData("""{"projects": [{"name": "a/b"}]}""", "projects[0].name", "must not contain / or \\ (line 1, column 16)")]
    [InlineData("""{"folders": [{"path": "a//b"}]}""", "folders[0].path", null)]
    [InlineData("""{"files": [{"base64": "!", "filename": "a.txt"}]}""", "files[0].base64", "is not valid base64 (line 1, column 13)")]
    [InlineData("""{"files": [{"text": "a"}]}""", "files[0].filename", "is required with text and base64 (line 1, column 12)")]
    [InlineData("""{"files": [{"filename": "a.txt"}]}""", "files[0]", "needs exactly one of path, text and base64 (line 1, column 12)")]
    [InlineData("""{"files": [null]}""", "files[0]", "must not be null (line 1, column 12)")]
    [InlineData("""{"files": {}}""", "files", "is of the wrong type (line 1, column 2)")]
    [InlineData("""{"files": [], "files": []}""", "files", "is there twice (line 1, column 15)")]
    [InlineData("""{"tenants": {"nobody": {}}}""", "tenants[0].key", null)]
    [InlineData("""{"tenants": {"llx-abc": {"stubs": []}}}""", "tenants[0].stubs",
        "cannot be set for a LlamaCloud key; a scopix_ key can have it (line 1, column 26)")]
    [InlineData("""{"keys": [{"key": "scopix_InitPlan00123456789abcdef", "tier": "GOLD"}]}""", "keys[0].tier", null)]
    [InlineData("[]", "body", "must be a JSON object (line 1, column 1)")]
    public async Task A_mistake_is_refused_with_its_field_and_place(string document, string field, string? issue)
    {
        await using var api = await TestApi.OpenTenantAsync();

        var response = await InitAsync(api, document);

        response.Status.Should().Be(422, response.Text);
        response.Field.Should().Be(field, response.Text);
        if (issue is not null) response.Issue.Should().Be(issue);
    }

    [Fact]
    public async Task Malformed_JSON_is_refused_with_its_place()
    {
        await using var api = await TestApi.OpenTenantAsync();

        var response = await InitAsync(api, "{\n  \"files\": [,]\n}");

        response.Status.Should().Be(422);
        response.Text.Should().Contain("is not valid JSON").And.Contain("(line 2, column 13)");
    }

    [Fact]
    public async Task Nothing_is_applied_when_anything_is_wrong()
    {
        await using var api = await TestApi.OpenTenantAsync();

        var response = await InitAsync(api, """
            {
              "clock": {"freeze": "2026-01-15T10:30:00Z"},
              "stubs": [{"description": "A stub"}],
              "files": [{"text": "a note", "filename": "a.txt"}, {"base64": "AAECAwQ=", "filename": "unknown.bin"}],
              "faults": [{"operation": "files.list", "status": 503, "sttus": 3}]
            }
            """);

        response.Status.Should().Be(422, response.Text);
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(0);
        (await api.GetAsync("/_emulator/clock"))["frozen"].GetBoolean().Should().BeFalse();
        (await api.GetAsync("/_emulator/stubs"))["items"].GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Content_that_the_API_refuses_is_found_before_anything_is_applied()
    {
        await using var api = await TestApi.OpenTenantAsync();

        var response = await InitAsync(api, """
            {"files": [{"text": "a note", "filename": "a.txt"}, {"base64": "AAECAwQ=", "filename": "unknown.bin"}]}
            """);

        response.Field.Should().Be("files[1].base64", response.Text);
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task A_dataset_needs_an_empty_tenant_and_a_snapshot_is_restored()
    {
        await using var api = await TestApi.OpenTenantAsync();
        await api.UploadAndGetIdAsync("a note"u8.ToArray(), "a.txt");
        (await api.PostAsync("/_emulator/snapshots", new { name = "one" })).EnsureStatus(201);
        await api.UploadAndGetIdAsync("a second note"u8.ToArray(), "b.txt");

        var loaded = await InitAsync(api, """{"dataset": {"name": "edge"}}""");
        var both = await InitAsync(api, """{"dataset": {"name": "edge"}, "snapshot": {"name": "one"}}""");
        var restored = await InitAsync(api, """{"snapshot": {"name": "one"}}""");

        loaded.Status.Should().Be(422);
        loaded.Text.Should().Contain("empty tenant");
        both.Text.Should().Contain("cannot be combined with a snapshot");
        restored.Status.Should().Be(201, restored.Text);
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task Without_a_key_the_document_is_for_the_default_key()
    {
        await using var api = await TestApi.StartAsync();

        var response = await InitAsync(api.WithKey(null), """{"files": [{"text": "a note", "filename": "a.txt"}]}""");

        response.Status.Should().Be(201, response.Text);
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task The_schema_is_served_and_has_the_fields_that_are_read()
    {
        await using var api = await TestApi.OpenTenantAsync();

        var schema = await api.GetAsync("/_emulator/init/schema.json");

        var context = Scopix.Emulator.Control.ControlJsonContext.Shared;
        AssertFields(schema.Json, context.InitDocument);
        var definitions = schema["definitions"];
        AssertFields(definitions.GetProperty("tenant"), context.InitTenant);
        AssertFields(definitions.GetProperty("key"), context.KeyRequest);
        AssertFields(definitions.GetProperty("snapshot"), context.InitSnapshot);
        AssertFields(definitions.GetProperty("clock"), context.InitClock);
        AssertFields(definitions.GetProperty("dataset"), context.InitDataset);
        AssertFields(definitions.GetProperty("project"), context.CreateProject);
        AssertFields(definitions.GetProperty("folder"), context.InitFolder);
        AssertFields(definitions.GetProperty("file"), context.InitFile);
        AssertFields(definitions.GetProperty("stub"), context.Stub);
        AssertFields(definitions.GetProperty("fault"), context.Fault);
    }

    private static void AssertFields(JsonElement schema, System.Text.Json.Serialization.Metadata.JsonTypeInfo type) =>
        schema.GetProperty("properties").EnumerateObject().Select(property => property.Name)
            .Should().BeEquivalentTo(type.Properties.Where(property => property.Set is not null || property.AssociatedParameter is not null)
                .Select(property => property.Name));

    private static Task<TestResponse> InitAsync(TestApi api, string document) =>
        api.SendTextAsync(HttpMethod.Post, "/_emulator/init", document);
}
