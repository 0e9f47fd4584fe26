using System.Net.Http.Headers;

namespace Scopix.Contracts;

/// <summary>files.get and files.download.</summary>
public sealed class FilesContract(Target target)
{
    private const string Section = "seed 001, File Listing & Retrieval";

    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task The_details_of_an_image_agree_with_what_was_uploaded()
    {
        var api = await target.GetWithPreviewsAsync();
        var sample = Samples.CreatePng("photo.png", width: 12, height: 9);
        var id = await api.UploadAndGetIdAsync(sample, ("title", "Site Photo A"));
        await api.WaitUntilProcessedAsync(id);

        var response = await api.GetAsync($"/files/{id}");

        Documented(Section).ExpectStatus(200, response);
        ExpectSchema("file-details", response);
        ExpectEveryProperty("image-file-details", response.Json);
        const string type = "seed 000, ImageFileDetails";
        Documented(type).ExpectEqual(id, response.Json.GetText("id"), "id");
        Documented(type).ExpectEqual("Site Photo A", response.Json.GetText("title"), "title");
        Documented(type).ExpectEqual(sample.Bytes.Length, response.Json.GetNumber("size_bytes"), "size_bytes");
        Documented(type).ExpectEqual(sample.Hash, response.Json.GetText("hash"), "hash");
        Documented(type).ExpectEqual("image/png", response.Json.GetText("content_type"), "content_type");
        Documented(type).ExpectEqual("png", response.Json.GetText("format"), "format");
        Documented(type).ExpectEqual("STREAMING", response.Json.GetText("upload_method"), "upload_method");
        Documented(type).ExpectEqual(12, response.Json.GetNumber("dimensions.width"), "dimensions.width");
        Documented(type).ExpectEqual(9, response.Json.GetNumber("dimensions.height"), "dimensions.height");
        Documented(type).ExpectEqual("completed", response.Json.GetText("description_status"), "description_status");
        Documented(type).Expect(!response.Json.IsNull("upload_description"), "a described image has its description");
        Documented("seed 002, UploadResult").Expect(response.Json.IsNull("confidence_score"), "confidence_score is null for descriptions");
    }

    [Fact]
    public async Task The_details_of_a_document_contain_its_text()
    {
        var sample = Samples.CreateText(text: "Safety inspections are conducted quarterly.");
        var id = await _api.UploadAndGetIdAsync(sample);
        await _api.WaitUntilProcessedAsync(id);

        var response = await _api.GetAsync($"/files/{id}");

        ExpectSchema("file-details", response);
        ExpectEveryProperty("document-file-details", response.Json);
        Documented(Section).ExpectEqual("document", response.Json.GetText("media_type"), "media_type");
        Documented(Section).Expect(
            response.Json.GetText("extracted_text")?.Contains("inspections are conducted quarterly", StringComparison.Ordinal) == true,
            "extracted_text is the text that was uploaded");
        Documented("seed 000, DocumentFileDetails").ExpectEqual(sample.Hash, response.Json.GetText("hash"), "hash");
    }

    [Fact]
    public async Task The_list_and_the_details_agree()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng(), ("title", "Both"));
        var summary = await _api.WaitUntilProcessedAsync(id);

        var details = (await _api.GetAsync($"/files/{id}")).Json;

        string[] shared =
        [
            "title", "filename", "size_bytes", "content_type", "media_type", "created_at", "content_created_at", "has_full_description",
            "description_status", "upload_description", "visible_text", "variant_status", "variant_count", "blur_hash", "content_category",
        ];
        foreach (var name in shared) Assumed("the list and the details show the same record")
            .ExpectEqual(summary.GetText(name), details.GetText(name), name);
    }

    [Fact]
    public async Task The_first_eight_characters_of_an_id_find_the_file()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng());

        var response = await _api.GetAsync($"/files/{id[..8]}");

        Documented(Section).ExpectStatus(200, response);
        Documented(Section).ExpectEqual(id, response.Json.GetText("id"), "id");
    }

    [Fact]
    public async Task A_described_image_is_rendered_as_markdown_on_request()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng());
        await _api.WaitUntilProcessedAsync(id);

        var (plain, rendered) = (await _api.GetAsync($"/files/{id}"), await _api.GetAsync($"/files/{id}?format=markdown"));

        Documented(Section).Expect(!rendered.Json.IsNull("formatted_document"), "formatted_document contains the rendering");
        Assumed("the SDK's type has the field, so it is sent")
            .Expect(plain.Json.IsNull("formatted_document"), "formatted_document is null unless requested");
    }

    [Fact]
    public async Task An_unknown_format_is_refused()
    {
        var response = await _api.GetAsync($"/files/{Samples.UnknownId}?format=html");

        Assumed("only markdown is documented").ExpectRefusal(response, 422, "format");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/download")]
    [InlineData("/variant/small_256")]
    public async Task An_unknown_file_is_404(string below)
    {
        var response = await _api.GetAsync($"/files/{Samples.UnknownId}{below}");

        Public("Error Codes Reference: 404 missing or not yours").ExpectRefusal(response, 404, code: "HTTP_404");
    }

    [Fact]
    public async Task Another_tenants_file_is_404()
    {
        var otherTenant = target.OtherTenant;
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng());

        string[] paths = [$"/files/{id}", $"/files/{id[..8]}", $"/files/{id}/download", $"/files/{id}/variant/original",
            $"/files/uploads-status/{id}"];

        foreach (var path in paths)
            Public("Error Codes Reference: 404 missing or not yours")
                .ExpectRefusal(await otherTenant.GetAsync(path), 404, code: "HTTP_404");
        var deletion = await otherTenant.DeleteAsync($"/files/{id}");
        Public("Error Codes Reference: 404 missing or not yours").ExpectRefusal(deletion, 404, code: "HTTP_404");
    }

    [Fact]
    public async Task A_download_redirects_to_the_bytes_under_their_original_name()
    {
        var sample = Samples.CreatePng("Bericht für Zoë ☂.png");
        var id = await _api.UploadAndGetIdAsync(sample);

        var response = await _api.GetAsync($"/files/{id}/download");
        var file = await target.Anonymous.GetAsync(response.Location?.ToString() ?? "");

        Documented(Section).ExpectStatus(302, response);
        Documented(Section).Expect(response.Location?.IsAbsoluteUri == true, $"Location is an absolute URL, was {response.Location}");
        Documented(Section).ExpectStatus(200, file);
        Documented(Section).Expect(file.Bytes.SequenceEqual(sample.Bytes), "the downloaded bytes equal the uploaded ones");
        Documented(Section).Expect(file.Content.ContentDisposition is not null, "Content-Disposition is set");
        Documented(Section).ExpectEqual(sample.Name, GetFileName(file.Content.ContentDisposition), "the name in Content-Disposition");
        Assumed("the object is stored with its detected type").ExpectEqual("image/png", file.GetHeader("Content-Type"), "Content-Type");
    }

    [Fact]
    public async Task A_download_link_needs_its_signature()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng());
        var link = (await _api.GetAsync($"/files/{id}/download")).Location!;

        var stripped = await target.Anonymous.GetAsync(link.GetLeftPart(UriPartial.Path));

        Documented(Section + ": a presigned URL")
            .Expect(stripped.Status is 401 or 403, $"refused without its query, was {stripped.Status}");
    }

    private static string? GetFileName(ContentDispositionHeaderValue? header) => header?.FileNameStar ?? header?.FileName?.Trim('"');
}
