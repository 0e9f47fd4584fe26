namespace Scopix.Contracts;

/// <summary>files.upload and uploads.status.</summary>
public sealed class UploadsContract(Target target)
{
    private const string Section = "seed 001, Streaming Upload";
    private const string Types = "seed 001, Automatic File Type Detection";

    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task An_uploaded_image_is_returned_at_once_and_read_back()
    {
        var sample = Samples.CreatePng("Ünïcode ☂ photo.png");

        var response = await _api.UploadAsync(sample, ("title", "Site Inspection"), ("tags", "inspection,site"));

        Documented(Section).ExpectStatus(201, response);
        ExpectSchema("upload-answer", response);
        Documented(Section).ExpectEqual("image", response.Json.GetText("media_type"), "media_type");
        Documented(Section).Expect(!response.Json.GetFlag("skipped") && response.Json.IsNull("existing_file_id"), "nothing is skipped");
        Documented(Section).Expect(response.Json.IsNull("document_type"), "document_type is for documents only");
        Assumed("the example shows an image that is completed in the response")
            .ExpectEqual("completed", response.Json.GetText("status"), "status");
        var details = await _api.GetAsync($"/files/{response.Json.GetText("file_id")}");
        Documented(Section).ExpectEqual("Site Inspection", details.Json.GetText("title"), "title");
        Documented("seed 000, ImageFileDetails").ExpectEqual(sample.Name, details.Json.GetText("original_filename"), "original_filename");
        var tags = details.Json.GetArray("tags").Select(t => t.GetString());
        Documented(Section).ExpectSequence([ApiClient.TestTag, "inspection", "site"], tags, "tags");
    }

    [Fact]
    public async Task An_uploaded_text_is_a_document_whose_text_is_extracted()
    {
        var response = await _api.UploadAsync(Samples.CreateText());

        Documented(Section).ExpectStatus(201, response);
        ExpectSchema("upload-answer", response);
        Documented(Section).ExpectEqual("document", response.Json.GetText("media_type"), "media_type");
        Documented(Section).ExpectEqual("txt", response.Json.GetText("document_type"), "document_type");
        Documented(Section).Expect(!response.Json.IsNull("text_extraction_status"), "a document has a text_extraction_status");
        var done = await _api.WaitUntilProcessedAsync(response.Json.GetText("file_id")!);
        Documented("seed 001, File Listing & Retrieval")
            .ExpectEqual("completed", done.GetText("text_extraction_status"), "text_extraction_status");
    }

    [Fact]
    public async Task An_uploaded_video_is_recognized()
    {
        var response = await _api.UploadAsync(Samples.ReadMedia("clip.mp4", "video/mp4"));

        Documented(Section).ExpectStatus(201, response);
        ExpectSchema("upload-answer", response);
        Documented(Section).ExpectEqual("video", response.Json.GetText("media_type"), "media_type");
        var details = await _api.GetAsync($"/files/{response.Json.GetText("file_id")}");
        ExpectSchema("video-file-details", details);
        ExpectEveryProperty("video-file-details", details.Json);
    }

    [Theory]
    [InlineData("photo.txt", "text/plain")]
    [InlineData("photo", "application/octet-stream")]
    [InlineData("photo.mp4", "video/mp4")]
    public async Task The_type_comes_from_the_bytes_not_from_the_name_or_the_header(string name, string contentType)
    {
        var response = await _api.UploadAsync(Samples.CreatePng(name) with { ContentType = contentType });

        Documented(Types).ExpectStatus(201, response);
        Documented(Types).ExpectEqual("image", response.Json.GetText("media_type"), "media_type");
    }

    [Fact]
    public async Task Scripts_programs_and_empty_files_are_refused()
    {
        foreach (var sample in new[] { Samples.CreateScript(), Samples.CreateExecutable(), new SampleFile("empty.jpg", "image/jpeg", []) })
        {
            var response = await _api.UploadAsync(sample);

            Documented(Types).ExpectRefusal(response, 400, "file", "HTTP_400");
        }
    }

    [Fact]
    public async Task A_known_file_is_skipped_on_request_and_stored_again_otherwise()
    {
        var first = await _api.UploadAndGetIdAsync(Samples.CreatePng());

        var skipped = await _api.UploadAsync(Samples.CreatePng(), ("skip_duplicates", "true"));
        var again = await _api.UploadAsync(Samples.CreatePng());

        ExpectSchema("upload-answer", skipped);
        Documented(Section).ExpectStatus(201, skipped);
        Documented(Section).ExpectEqual("skipped", skipped.Json.GetText("status"), "status");
        Documented(Section).Expect(skipped.Json.GetFlag("skipped"), "skipped is true");
        Documented(Section).ExpectEqual(first, skipped.Json.GetText("existing_file_id"), "existing_file_id");
        Documented(Section).Expect(!again.Json.GetFlag("skipped"), "skip_duplicates is false by default");
        Assumed("a second copy is another file").Expect(again.Json.GetText("file_id") != first, "another file_id");
    }

    [Fact]
    public async Task A_deleted_file_is_not_a_duplicate()
    {
        var first = await _api.UploadAndGetIdAsync(Samples.CreatePng());
        await _api.WaitUntilProcessedAsync(first);
        await _api.DeleteAsync($"/files/{first}");

        var response = await _api.UploadAsync(Samples.CreatePng(), ("skip_duplicates", "true"));

        Public("OpenAPI file of March 2026: duplicates are sought among files not deleted")
            .Expect(!response.Json.GetFlag("skipped"), "not skipped");
    }

    [Fact]
    public async Task Without_auto_describe_nothing_is_described()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng(), ("auto_describe", "false"));

        var done = await _api.WaitUntilProcessedAsync(id);

        Documented(Section).Expect(done.IsNull("upload_description"), "no description is made");
        Assumed("ComponentStatus has a value for this case")
            .ExpectEqual("skipped", done.GetText("description_status"), "description_status");
    }

    [Fact]
    public async Task A_category_is_stored_and_general_is_the_default()
    {
        var plain = await _api.UploadAndGetIdAsync(Samples.CreatePng("plain.png"));
        var kitchen = await _api.UploadAndGetIdAsync(Samples.CreatePng("kitchen.png"), ("content_category", "real_estate"));

        var (first, second) = (await _api.GetAsync($"/files/{plain}"), await _api.GetAsync($"/files/{kitchen}"));

        Documented(Section).ExpectEqual("general", first.Json.GetText("content_category"), "content_category");
        Documented(Section).ExpectEqual("real_estate", second.Json.GetText("content_category"), "content_category");
    }

    [Fact]
    public async Task The_status_of_an_upload_becomes_terminal()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng());

        var status = await _api.PollUntilAsync($"/files/uploads-status/{id}", a => a.Json.GetFlag("is_terminal"));

        const string source = "seed 001, Upload Sessions & Status";
        ExpectSchema("upload-status", status);
        Documented(source).ExpectEqual(id, status.Json.GetText("file_id"), "file_id");
        Documented(source).ExpectEqual("completed", status.Json.GetText("unified_status"), "unified_status");
        Documented(source).Expect(!status.Json.GetFlag("is_stuck"), "a finished file is not stuck");
        Documented(source).ExpectEqual("completed", status.Json.GetText("component_statuses.variant_status"), "variant_status");
        Documented(source).ExpectEqual("completed", status.Json.GetText("component_statuses.description_status"), "description_status");
        Assumed("completed_at is set when the status is terminal").Expect(!status.Json.IsNull("completed_at"), "completed_at is set");
        Assumed("only batches create sessions").Expect(status.Json.IsNull("session_id"), "session_id is null");
    }
}
