using System.Text.Json.Nodes;
using FluentAssertions;
using Scopix.Emulator.Tests.DirectUploads;
using Xunit;

namespace Scopix.Emulator.Tests.Uploads;

/// <summary>Where a file is put: <c>project_id</c> is used when there is no <c>folder_id</c> (seed 001, Streaming Upload).</summary>
public sealed class FolderAndProjectTests
{
    private const string Folder = "770a0600-e29b-41d4-a716-446655440000";
    private const string Project = "880b0700-e29b-41d4-a716-446655440000";

    public static TheoryData<string> UploadMethods => ["upload", "batch", "single_shot", "multipart", "analyze", "analyze/async", "link"];

    [Theory]
    [MemberData(nameof(UploadMethods))]
    public async Task Beside_a_folder_a_project_has_no_effect(string way)
    {
        await using var api = await TestApi.StartAsync();

        var reply = await SendAsync(api, way, Folder, Project);

        reply.Header("X-Emulator-Ignored").Should().Be("project_id");
        (await api.ListFilesAsync($"folder_id={Folder}"))["total_count"].GetInt32().Should().Be(1);
        (await api.ListFilesAsync($"project_id={Project}"))["total_count"].GetInt32().Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(UploadMethods))]
    public async Task Without_a_folder_a_file_is_in_its_project(string way)
    {
        await using var api = await TestApi.StartAsync();

        var reply = await SendAsync(api, way, null, Project);

        reply.Header("X-Emulator-Ignored").Should().BeNull();
        (await api.ListFilesAsync($"project_id={Project}"))["total_count"].GetInt32().Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(UploadMethods))]
    public async Task A_file_in_a_folder_is_in_the_folders_project(string way)
    {
        await using var api = await TestApi.StartAsync();
        var project = (await api.PostAsync("/api/v2/projects", new { name = "Harbour" })).Json.Text("id");
        var folder = (await api.PostAsync("/api/v2/folders", new { name = "Quay", project_id = project })).Json.Text("id");

        await SendAsync(api, way, folder, Project);

        (await api.ListFilesAsync($"project_id={project}&folder_id={folder}"))["total_count"].GetInt32().Should().Be(1);
        (await api.ListFilesAsync($"project_id={Project}"))["total_count"].GetInt32().Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(UploadMethods))]
    public async Task A_project_that_is_no_UUID_is_refused_beside_a_folder_too(string way)
    {
        await using var api = await TestApi.StartAsync();

        var reply = await SendAsync(api, way, Folder, "mine");

        (reply.Status, reply.Field).Should().Be((422, "project_id"), reply.Text);
    }

    /// <summary>Sends a file, or announces it and completes it; the answer is that of the request that names the places.</summary>
    private static async Task<TestResponse> SendAsync(TestApi api, string way, string? folder, string project)
    {
        var bytes = way == "multipart" ? DirectUploadRequests.CreateLongPhoto() : Samples.Photo();
        var places = new JsonObject { ["folder_id"] = folder, ["project_id"] = project };
        string[] fields = [.. places.Where(place => place.Value is not null).Select(place => $"{place.Key}={place.Value}")];
        switch (way)
        {
            case "upload": return await api.UploadAsync(bytes, "a.jpg", fields);
            case "batch": return await api.UploadBatchAsync([(bytes, "a.jpg")], fields);
            case "analyze" or "analyze/async": return await AnalyzeAsync(api, way, fields);
            case "link":
                places["url"] = "https://example.com/a";
                return await api.PostAsync("/api/v2/user-files/links", places);
            default: return await UploadDirectAsync(api, way, bytes, places);
        }
    }

    private static async Task<TestResponse> UploadDirectAsync(TestApi api, string way, byte[] bytes, JsonObject places)
    {
        (string, JsonNode?)[] more = [("upload_mode", way), .. places.Select(place => (place.Key, place.Value?.DeepClone()))];
        var intent = way == "multipart"
            ? DirectUploadRequests.CreateMultipartIntentBody(bytes, more) : DirectUploadRequests.CreateIntentBody(bytes, more);
        var announced = await api.PostIntentAsync(intent);
        if (announced.Status == 201) (await api.CompleteAsync(await api.CreateAndSendAsync(bytes, intent))).Status.Should().Be(202);
        return announced;
    }

    private static async Task<TestResponse> AnalyzeAsync(TestApi api, string way, string[] fields)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Note()), "file", "note.txt" } };
        foreach (var field in fields) form.Add(new StringContent(field[(field.IndexOf('=') + 1)..]), field[..field.IndexOf('=')]);
        return await api.SendAsync(HttpMethod.Post, $"/api/v2/files/{way}", form);
    }
}
