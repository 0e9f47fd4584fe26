using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Exports;

public sealed class ExportScopeTests
{
    private const string Folder = "550e8400-e29b-41d4-a716-446655440000";
    private const string UnknownId = "00000000-0000-4000-8000-000000000000";

    [Fact]
    public async Task File_ids_and_folder_restrict_the_export_and_unknown_ids_are_ignored()
    {
        await using var api = await TestApi.StartAsync();
        var inside = await api.UploadAndGetIdAsync(Samples.Photo(1), "inside.jpg", $"folder_id={Folder}");
        var outside = await api.UploadAndGetIdAsync(Samples.Photo(2), "outside.jpg");
        var gone = await api.UploadAndGetIdAsync(Samples.Photo(3), "gone.jpg", $"folder_id={Folder}");
        await api.DeleteAsync($"/api/v2/files/{gone}");
        var theirs = await api.WithKey(TestApi.CreateKey(1)).UploadAndGetIdAsync(Samples.Photo(4), "theirs.jpg");

        (await ExportNamesAsync(api, new { })).Should().BeEquivalentTo("inside.jpg", "outside.jpg");
        (await ExportNamesAsync(api, new { folder_id = Folder })).Should().Equal("inside.jpg");
        (await ExportNamesAsync(api, new { folder_id = "elsewhere" })).Should().BeEmpty();
        (await ExportNamesAsync(api, new { file_ids = new[] { outside.ToUpperInvariant(), UnknownId, gone, theirs } })).Should()
            .Equal("outside.jpg");
        (await ExportNamesAsync(api, new { file_ids = new[] { inside, outside }, folder_id = Folder })).Should().Equal("inside.jpg");
        (await ExportNamesAsync(api, new { file_ids = new[] { inside, inside } })).Should().Equal("inside.jpg");
        (await ExportNamesAsync(api, new { file_ids = Array.Empty<string>() })).Should().BeEmpty();
    }

    [Fact]
    public async Task Subfolders_are_exported_only_on_request()
    {
        await using var api = await TestApi.StartAsync();
        var top = (await api.PostAsync("/api/v2/folders", new { name = "Top" }))["id"].GetString()!;
        var middle = (await api.PostAsync("/api/v2/folders", new { name = "Middle", parent_id = top }))["id"].GetString()!;
        var bottom = (await api.PostAsync("/api/v2/folders", new { name = "Bottom", parent_id = middle }))["id"].GetString()!;
        var beside = (await api.PostAsync("/api/v2/folders", new { name = "Beside" }))["id"].GetString()!;
        string[] folders = [top, middle, bottom, beside];
        for (var n = 0; n < folders.Length; n++) await api.UploadAndGetIdAsync(Samples.Photo(n), $"{n}.jpg", $"folder_id={folders[n]}");
        var deepest = (await api.GetAsync($"/api/v2/files?folder_id={bottom}"))["items"][0].GetProperty("id").GetString();

        (await ExportNamesAsync(api, new { folder_id = top })).Should().Equal("0.jpg");
        (await ExportNamesAsync(api, new { folder_id = top, include_subfolders = true })).Should()
            .BeEquivalentTo("0.jpg", "1.jpg", "2.jpg");
        (await ExportNamesAsync(api, new { folder_id = middle, include_subfolders = true })).Should().BeEquivalentTo("1.jpg", "2.jpg");
        (await ExportNamesAsync(api, new { folder_id = top, include_subfolders = true, file_ids = new[] { deepest } })).Should()
            .Equal("2.jpg");
        (await ExportNamesAsync(api, new { include_subfolders = true })).Should().HaveCount(4);
    }

    [Fact]
    public async Task An_export_of_several_pages_has_no_missing_or_duplicate_rows()
    {
        using var folder = new DataDirectory();
        await using (var first = await TestApi.StartAsync(options => options with { Data = folder.Location }))
            await first.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        FileRowDuplicator.DuplicateUntil(folder, 1_501);
        await using var api = await TestApi.StartAsync(options => options with { Data = folder.Location });

        var rows = await api.ExportRowsAsync(new { format = "csv", columns = ExportRequests.CreateColumns("id") });

        rows.Should().HaveCount(1_502);
        rows.Select(row => row[0]).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_DOCX_export_has_at_most_32766_records()
    {
        using var folder = new DataDirectory();
        await using (var first = await TestApi.StartAsync(options => options with { Data = folder.Location }))
            await first.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        FileRowDuplicator.DuplicateUntil(folder, 32_767);
        await using var api = await TestApi.StartAsync(options => options with { Data = folder.Location });
        var files = (await api.GetAsync("/api/v2/files?limit=1&sort_by=size_bytes"))["items"][0].GetProperty("id").GetString();

        var beyond = await api.ExportAsync(new { format = "docx", columns = ExportRequests.CreateColumns("id") });
        await api.DeleteAsync($"/api/v2/files/{files}");
        var edge = await api.ExportAsync(new { format = "docx", columns = ExportRequests.CreateColumns("id") });

        beyond.ShouldFail(422, "VALIDATION_ERROR", "format");
        beyond.Issue.Should().Be("docx holds at most 32766 records, got 32767");
        edge["record_count"].GetInt32().Should().Be(32_766);
    }

    private static async Task<string[]> ExportNamesAsync(TestApi api, object scope)
    {
        var body = System.Text.Json.JsonSerializer.SerializeToNode(scope)!.AsObject();
        body["format"] = "csv";
        body["columns"] = System.Text.Json.JsonSerializer.SerializeToNode(ExportRequests.CreateColumns("filename"));
        return [.. (await api.ExportRowsAsync(body)).Skip(1).Select(row => row[0])];
    }
}
