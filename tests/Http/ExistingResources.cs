using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Scopix.Emulator.Tests.DirectUploads;

namespace Scopix.Emulator.Tests.Http;

/// <summary>Creates resources for the placeholders of paths.</summary>
internal sealed class ExistingResources(Dictionary<string, string> ids)
{
    private static readonly string[] Documents = ["files.text", "files.chunks", "files.digitization", "files.digitization_page",
        "files.digitization_status"];

    /// <summary>Creates a resource of each kind.</summary>
    public static async Task<ExistingResources> CreateAsync(TestApi api)
    {
        var photo = await api.UploadAndGetIdAsync(Samples.Photo(), "invoice.jpg");
        var note = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");
        return new ExistingResources(new()
        {
            ["{file_id}"] = photo,
            ["document"] = note,
            ["{video_id}"] = await api.UploadAndGetIdAsync(Samples.File("clip.mp4"), "clip.mp4"),
            ["{link_id}"] = (await api.PostAsync("/api/v2/user-files/links", new { url = "https://example.com/" }))["id"].GetString()!,
            ["{session_id}"] = (await api.UploadBatchAsync([(Samples.Photo(1), "a.jpg")]))["session_id"].GetString()!,
            ["{upload_id}"] =
                (await api.CreateIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(DirectUploadRequests.CreateLongPhoto(2)))).Text(
                    "upload_id")!,
            ["{project_id}"] = (await api.PostAsync("/api/v2/projects", new { name = "Known" }))["id"].GetString()!,
            ["{folder_id}"] = (await api.PostAsync("/api/v2/folders", new { name = "Known" }))["id"].GetString()!,
            ["{export_id}"] = (await api.PostAsync("/api/v2/data/export", new { data_type = "descriptions" }))["export_id"].GetString()!,
            ["{job_id}"] = (await StartAnalysisAsync(api))["job_id"].GetString()!,
            ["{variant_type}"] = "original",
            ["{domain_name}"] = "text_regions",
            ["{page_number}"] = "1",
        });
    }

    /// <summary>Fills the placeholders of an operation's path with existing ids; one placeholder can have a given value.</summary>
    public string FillPath(
        JsonObject operation, string name = "", string value = "") => Regex.Replace((string)operation["path"]!, @"\{\w+\}", placeholder =>
        placeholder.Value == $"{{{name}}}" ? Uri.EscapeDataString(value)
        : placeholder.Value == "{file_id}" && Documents.Contains((string)operation["id"]!) ? ids["document"]
        : ids[placeholder.Value]);

    private static Task<TestResponse> StartAnalysisAsync(TestApi api) => api.SendAsync(
        HttpMethod.Post, "/api/v2/files/analyze/async",
        new MultipartFormDataContent { { new ByteArrayContent(Samples.Note(1)), "file", "other.txt" } });
}
