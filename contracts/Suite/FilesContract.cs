using System.Net.Http.Headers;

namespace Scopix.Contracts;

/// <summary>files.get and files.download.</summary>
public sealed class FilesContract(Target target)
{
    private const string Section = "seed 001, File Listing & Retrieval";
    private const string Nowhere = "00000000-0000-4000-8000-000000000000";

    private readonly Api _api = target.Api;

    [Fact]
    public async Task The_details_of_an_image_agree_with_what_was_uploaded()
    {
        var api = await target.PicturesAsync();
        var sample = Samples.Png("photo.png", width: 12, height: 9);
        var id = await api.UploadedAsync(sample, ("title", "Site Photo A"));
        await api.DoneAsync(id);

        var answer = await api.GetAsync($"/files/{id}");

        Documented(Section).Answers(200, answer);
        Fits("file-details", answer);
        NamesEveryProperty("image-file-details", answer.Json);
        const string type = "seed 000, ImageFileDetails";
        Documented(type).Equal(id, answer.Json.Text("id"), "id");
        Documented(type).Equal("Site Photo A", answer.Json.Text("title"), "title");
        Documented(type).Equal(sample.Bytes.Length, answer.Json.Number("size_bytes"), "size_bytes");
        Documented(type).Equal(sample.Hash, answer.Json.Text("hash"), "hash");
        Documented(type).Equal("image/png", answer.Json.Text("content_type"), "content_type");
        Documented(type).Equal("png", answer.Json.Text("format"), "format");
        Documented(type).Equal("STREAMING", answer.Json.Text("upload_method"), "upload_method");
        Documented(type).Equal(12, answer.Json.Number("dimensions.width"), "dimensions.width");
        Documented(type).Equal(9, answer.Json.Number("dimensions.height"), "dimensions.height");
        Documented(type).Equal("completed", answer.Json.Text("description_status"), "description_status");
        Documented(type).That(!answer.Json.IsNull("upload_description"), "a described image has its description");
        Documented("seed 002, UploadResult").That(answer.Json.IsNull("confidence_score"), "confidence_score is null for descriptions");
    }

    [Fact]
    public async Task The_details_of_a_document_hold_its_text()
    {
        var sample = Samples.Text(text: "Safety inspections are conducted quarterly.");
        var id = await _api.UploadedAsync(sample);
        await _api.DoneAsync(id);

        var answer = await _api.GetAsync($"/files/{id}");

        Fits("file-details", answer);
        NamesEveryProperty("document-file-details", answer.Json);
        Documented(Section).Equal("document", answer.Json.Text("media_type"), "media_type");
        Documented(Section).That(
            answer.Json.Text("extracted_text")?.Contains("inspections are conducted quarterly", StringComparison.Ordinal) == true,
            "extracted_text is the text that was uploaded");
        Documented("seed 000, DocumentFileDetails").Equal(sample.Hash, answer.Json.Text("hash"), "hash");
    }

    [Fact]
    public async Task The_list_and_the_details_agree()
    {
        var id = await _api.UploadedAsync(Samples.Png(), ("title", "Both"));
        var summary = await _api.DoneAsync(id);

        var details = (await _api.GetAsync($"/files/{id}")).Json;

        string[] shared =
        [
            "title", "filename", "size_bytes", "content_type", "media_type", "created_at", "content_created_at", "has_full_description",
            "description_status", "upload_description", "visible_text", "variant_status", "variant_count", "blur_hash", "content_category",
        ];
        foreach (var name in shared) Assumed("one record, two views").Equal(summary.Text(name), details.Text(name), name);
    }

    [Fact]
    public async Task The_first_eight_characters_of_an_id_find_the_file()
    {
        var id = await _api.UploadedAsync(Samples.Png());

        var answer = await _api.GetAsync($"/files/{id[..8]}");

        Documented(Section).Answers(200, answer);
        Documented(Section).Equal(id, answer.Json.Text("id"), "id");
    }

    [Fact]
    public async Task A_described_image_is_rendered_as_markdown_when_asked()
    {
        var id = await _api.UploadedAsync(Samples.Png());
        await _api.DoneAsync(id);

        var (plain, rendered) = (await _api.GetAsync($"/files/{id}"), await _api.GetAsync($"/files/{id}?format=markdown"));

        Documented(Section).That(!rendered.Json.IsNull("formatted_document"), "formatted_document holds the rendering");
        Assumed("the field is of the SDK's type, so it is sent").That(plain.Json.IsNull("formatted_document"), "null unless asked for");
    }

    [Fact]
    public async Task An_unknown_format_is_refused()
    {
        var answer = await _api.GetAsync($"/files/{Nowhere}?format=html");

        Assumed("only markdown is documented").Refuses(answer, 422, "format");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/download")]
    [InlineData("/variant/small_256")]
    public async Task An_unknown_file_is_404(string below)
    {
        var answer = await _api.GetAsync($"/files/{Nowhere}{below}");

        Public("Error Codes Reference: 404 missing or not yours").Refuses(answer, 404, code: "HTTP_404");
    }

    [Fact]
    public async Task Another_tenants_file_is_404()
    {
        var stranger = target.Stranger;
        var id = await _api.UploadedAsync(Samples.Png());

        string[] paths = [$"/files/{id}", $"/files/{id[..8]}", $"/files/{id}/download", $"/files/{id}/variant/original", $"/files/uploads-status/{id}"];

        foreach (var path in paths)
            Public("Error Codes Reference: 404 missing or not yours").Refuses(await stranger.GetAsync(path), 404, code: "HTTP_404");
        var deletion = await stranger.DeleteAsync($"/files/{id}");
        Public("Error Codes Reference: 404 missing or not yours").Refuses(deletion, 404, code: "HTTP_404");
    }

    [Fact]
    public async Task A_download_redirects_to_the_bytes_under_their_original_name()
    {
        var sample = Samples.Png("Bericht für Zoë ☂.png");
        var id = await _api.UploadedAsync(sample);

        var answer = await _api.GetAsync($"/files/{id}/download");
        var file = await target.Anonymous.GetAsync(answer.Location?.ToString() ?? "");

        Documented(Section).Answers(302, answer);
        Documented(Section).That(answer.Location?.IsAbsoluteUri == true, $"Location is an absolute URL: {answer.Location}");
        Documented(Section).Answers(200, file);
        Documented(Section).That(file.Bytes.SequenceEqual(sample.Bytes), "the bytes are those that were uploaded");
        Documented(Section).That(file.Content.ContentDisposition is not null, "Content-Disposition is set");
        Documented(Section).Equal(sample.Name, NameIn(file.Content.ContentDisposition), "the name in Content-Disposition");
        Assumed("the detected type is kept with the object").Equal("image/png", file.Header("Content-Type"), "Content-Type");
    }

    [Fact]
    public async Task A_download_link_needs_its_signature()
    {
        var id = await _api.UploadedAsync(Samples.Png());
        var link = (await _api.GetAsync($"/files/{id}/download")).Location!;

        var stripped = await target.Anonymous.GetAsync(link.GetLeftPart(UriPartial.Path));

        Documented(Section + ": a presigned URL")
            .That(stripped.Status is 401 or 403, $"refused without its query, was {stripped.Status}");
    }

    private static string? NameIn(ContentDispositionHeaderValue? header) => header?.FileNameStar ?? header?.FileName?.Trim('"');
}
