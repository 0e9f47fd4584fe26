namespace Scopix.Contracts;

/// <summary>files.upload and uploads.status.</summary>
public sealed class UploadsContract(Target target)
{
    private const string Section = "seed 001, Streaming Upload";
    private const string Types = "seed 001, Automatic File Type Detection";

    private readonly Api _api = target.Api;

    [Fact]
    public async Task An_uploaded_image_is_answered_at_once_and_read_back()
    {
        var sample = Samples.Png("Ünïcode ☂ photo.png");

        var answer = await _api.UploadAsync(sample, ("title", "Site Inspection"), ("tags", "inspection,site"));

        Documented(Section).Answers(201, answer);
        Fits("upload-answer", answer);
        Documented(Section).Equal("image", answer.Json.Text("media_type"), "media_type");
        Documented(Section).That(!answer.Json.Flag("skipped") && answer.Json.IsNull("existing_file_id"), "nothing is skipped");
        Documented(Section).That(answer.Json.IsNull("document_type"), "document_type is for documents only");
        Assumed("the example shows an image completed in the answer").Equal("completed", answer.Json.Text("status"), "status");
        var details = await _api.GetAsync($"/files/{answer.Json.Text("file_id")}");
        Documented(Section).Equal("Site Inspection", details.Json.Text("title"), "title");
        Documented("seed 000, ImageFileDetails").Equal(sample.Name, details.Json.Text("original_filename"), "original_filename");
        var tags = details.Json.List("tags").Select(t => t.GetString());
        Documented(Section).Sequence([Api.Tag, "inspection", "site"], tags, "tags");
    }

    [Fact]
    public async Task An_uploaded_text_is_a_document_whose_text_is_extracted()
    {
        var answer = await _api.UploadAsync(Samples.Text());

        Documented(Section).Answers(201, answer);
        Fits("upload-answer", answer);
        Documented(Section).Equal("document", answer.Json.Text("media_type"), "media_type");
        Documented(Section).Equal("txt", answer.Json.Text("document_type"), "document_type");
        Documented(Section).That(!answer.Json.IsNull("text_extraction_status"), "a document has a text_extraction_status");
        var done = await _api.DoneAsync(answer.Json.Text("file_id")!);
        Documented("seed 001, File Listing & Retrieval").Equal("completed", done.Text("text_extraction_status"), "text_extraction_status");
    }

    [Fact]
    public async Task An_uploaded_video_is_recognized()
    {
        var answer = await _api.UploadAsync(Samples.Media("clip.mp4", "video/mp4"));

        Documented(Section).Answers(201, answer);
        Fits("upload-answer", answer);
        Documented(Section).Equal("video", answer.Json.Text("media_type"), "media_type");
        var details = await _api.GetAsync($"/files/{answer.Json.Text("file_id")}");
        Fits("video-file-details", details);
        NamesEveryProperty("video-file-details", details.Json);
    }

    [Theory]
    [InlineData("photo.txt", "text/plain")]
    [InlineData("photo", "application/octet-stream")]
    [InlineData("photo.mp4", "video/mp4")]
    public async Task The_type_comes_from_the_bytes_not_from_the_name_or_the_header(string name, string contentType)
    {
        var answer = await _api.UploadAsync(Samples.Png(name) with { ContentType = contentType });

        Documented(Types).Answers(201, answer);
        Documented(Types).Equal("image", answer.Json.Text("media_type"), "media_type");
    }

    [Fact]
    public async Task Scripts_programs_and_empty_files_are_refused()
    {
        foreach (var sample in new[] { Samples.Script(), Samples.Executable(), new Sample("empty.jpg", "image/jpeg", []) })
        {
            var answer = await _api.UploadAsync(sample);

            Documented(Types).Refuses(answer, 400, "file", "HTTP_400");
        }
    }

    [Fact]
    public async Task A_known_file_is_skipped_when_asked_and_stored_again_otherwise()
    {
        var first = await _api.UploadedAsync(Samples.Png());

        var skipped = await _api.UploadAsync(Samples.Png(), ("skip_duplicates", "true"));
        var again = await _api.UploadAsync(Samples.Png());

        Fits("upload-answer", skipped);
        Documented(Section).Answers(201, skipped);
        Documented(Section).Equal("skipped", skipped.Json.Text("status"), "status");
        Documented(Section).That(skipped.Json.Flag("skipped"), "skipped is true");
        Documented(Section).Equal(first, skipped.Json.Text("existing_file_id"), "existing_file_id");
        Documented(Section).That(!again.Json.Flag("skipped"), "skip_duplicates is false by default");
        Assumed("a second copy is a file of its own").That(again.Json.Text("file_id") != first, "another file_id");
    }

    [Fact]
    public async Task A_deleted_file_is_no_duplicate_any_more()
    {
        var first = await _api.UploadedAsync(Samples.Png());
        await _api.DoneAsync(first);
        await _api.DeleteAsync($"/files/{first}");

        var answer = await _api.UploadAsync(Samples.Png(), ("skip_duplicates", "true"));

        Public("OpenAPI file of March 2026: duplicates are sought among files not deleted")
            .That(!answer.Json.Flag("skipped"), "not skipped");
    }

    [Fact]
    public async Task Without_auto_describe_nothing_is_described()
    {
        var id = await _api.UploadedAsync(Samples.Png(), ("auto_describe", "false"));

        var done = await _api.DoneAsync(id);

        Documented(Section).That(done.IsNull("upload_description"), "no description is made");
        Assumed("ComponentStatus has a value for it").Equal("skipped", done.Text("description_status"), "description_status");
    }

    [Fact]
    public async Task A_category_is_kept_and_general_is_the_default()
    {
        var plain = await _api.UploadedAsync(Samples.Png("plain.png"));
        var kitchen = await _api.UploadedAsync(Samples.Png("kitchen.png"), ("content_category", "real_estate"));

        var (first, second) = (await _api.GetAsync($"/files/{plain}"), await _api.GetAsync($"/files/{kitchen}"));

        Documented(Section).Equal("general", first.Json.Text("content_category"), "content_category");
        Documented(Section).Equal("real_estate", second.Json.Text("content_category"), "content_category");
    }

    [Fact]
    public async Task The_status_of_an_upload_becomes_terminal()
    {
        var id = await _api.UploadedAsync(Samples.Png());

        var status = await _api.UntilAsync($"/files/uploads-status/{id}", a => a.Json.Flag("is_terminal"));

        const string source = "seed 001, Upload Sessions & Status";
        Fits("upload-status", status);
        Documented(source).Equal(id, status.Json.Text("file_id"), "file_id");
        Documented(source).Equal("completed", status.Json.Text("unified_status"), "unified_status");
        Documented(source).That(!status.Json.Flag("is_stuck"), "a finished file is not stuck");
        Documented(source).Equal("completed", status.Json.Text("component_statuses.variant_status"), "variant_status");
        Documented(source).Equal("completed", status.Json.Text("component_statuses.description_status"), "description_status");
        Assumed("completed_at is set when it is terminal").That(!status.Json.IsNull("completed_at"), "completed_at is set");
        Assumed("only batches make sessions").That(status.Json.IsNull("session_id"), "session_id is null");
    }
}
