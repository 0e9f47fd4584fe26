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
    public async Task A_project_has_no_effect_next_to_a_folder(string method)
    {
        await using var api = await TestApi.StartAsync();

        var response = await SendAsync(api, method, Folder, Project);

        response.Header("X-Emulator-Ignored").Should().Be("project_id");
        (await api.ListFilesAsync($"folder_id={Folder}"))["total_count"].GetInt32().Should().Be(1);
        (await api.ListFilesAsync($"project_id={Project}"))["total_count"].GetInt32().Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(UploadMethods))]
    public async Task Without_a_folder_a_file_is_in_its_project(string method)
    {
        await using var api = await TestApi.StartAsync();

        var response = await SendAsync(api, method, null, Project);

        response.Header("X-Emulator-Ignored").Should().BeNull();
        (await api.ListFilesAsync($"project_id={Project}"))["total_count"].GetInt32().Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(UploadMethods))]
    public async Task A_file_in_a_folder_is_in_the_folders_project(string method)
    {
        await using var api = await TestApi.StartAsync();
        var project = (await api.PostAsync("/api/v2/projects", new { name = "Harbour" })).Json.Text("id");
        var folder = (await api.PostAsync("/api/v2/folders", new { name = "Quay", project_id = project })).Json.Text("id");

        await SendAsync(api, method, folder, Project);

        (await api.ListFilesAsync($"project_id={project}&folder_id={folder}"))["total_count"].GetInt32().Should().Be(1);
        (await api.ListFilesAsync($"project_id={Project}"))["total_count"].GetInt32().Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(UploadMethods))]
    public async Task A_project_that_is_not_a_UUID_is_refused_next_to_a_folder_too(string method)
    {
        await using var api = await TestApi.StartAsync();

        var response = await SendAsync(api, method, Folder, "mine");

        (response.Status, response.Field).Should().Be((422, "project_id"), response.Text);
    }

    /// <summary>Uploads a file, or creates and completes a direct upload; returns the response to the request with the fields.</summary>
    private static async Task<TestResponse> SendAsync(TestApi api, string method, string? folder, string project)
    {
        var bytes = method == "multipart" ? DirectUploadRequests.CreateLongPhoto() : Samples.Photo();
        var body = new JsonObject { ["folder_id"] = folder, ["project_id"] = project };
        string[] fields = [.. body.Where(field => field.Value is not null).Select(field => $"{field.Key}={field.Value}")];
        switch (method)
        {
            case "upload": return await api.UploadAsync(bytes, "a.jpg", fields);
            case "batch": return await api.UploadBatchAsync([(bytes, "a.jpg")], fields);
            case "analyze" or "analyze/async": return await AnalyzeAsync(api, method, fields);
            case "link":
                body["url"] = "https://example.com/a";
                return await api.PostAsync("/api/v2/user-files/links", body);
            default: return await UploadDirectAsync(api, method, bytes, body);
        }
    }

    private static async Task<TestResponse> UploadDirectAsync(TestApi api, string method, byte[] bytes, JsonObject fields)
    {
        (string, JsonNode?)[] additional = [("upload_mode", method), .. fields.Select(field => (field.Key, field.Value?.DeepClone()))];
        var intent = method == "multipart"
            ? DirectUploadRequests.CreateMultipartIntentBody(bytes, additional) : DirectUploadRequests.CreateIntentBody(bytes, additional);
        var created = await api.PostIntentAsync(intent);
        if (created.Status == 201) (await api.CompleteAsync(await api.CreateAndSendAsync(bytes, intent))).Status.Should().Be(202);
        return created;
    }

    private static async Task<TestResponse> AnalyzeAsync(TestApi api, string method, string[] fields)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Note()), "file", "note.txt" } };
        foreach (var field in fields) form.Add(new StringContent(field[(field.IndexOf('=') + 1)..]), field[..field.IndexOf('=')]);
        return await api.SendAsync(HttpMethod.Post, $"/api/v2/files/{method}", form);
    }
}
