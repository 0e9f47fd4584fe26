using System.Text;
using FluentAssertions;
using Scopix.Emulator.Engine;
using Xunit;

namespace Scopix.Emulator.Tests.Files;

public sealed class FileDetailsTests
{
    /// <summary>With this seed, two of the first 150 file ids of the default key have the same prefix.</summary>
    private const long SeedWithEqualIdPrefixes = 68_049;

    private const string CommonFields =
        "id size_bytes content_type hash created_at upload_method has_full_description media_type title filename original_filename tags "
        + "content_created_at updated_at content_category upload_description user_description description_status description_error "
            + "confidence_score thumbnail_url ";

    [Theory]
    [InlineData("photo.jpg",
        "visible_text text_regions description_generated_at full_descriptions processing_history formatted_document dimensions format "
        + "full_url "
        + "medium_url original_url blur_hash variant_status variant_count custom_schema_id parent_document_id legend_data "
            + "architectural_design_data ce_plan_data "
        + "layout_region_data real_estate_data mining_data construction_data facility_assessment_data technical_diagram_data pid_data "
            + "pfd_data mls_compliance_check "
        + "marketplace_compliance_check schedule_data robotics_data custom_schema_data extraction_corrections")]
    [InlineData("clip.mp4",
        "dimensions format blur_hash video_url video_metadata video_analysis_status video_analysis_job_id scene_count has_audio_transcript "
        + "analysis_skipped analysis_skip_reason credits_required_for_analysis")]
    [InlineData("notes.txt", "document_type page_count text_extraction_status digitization_status chunk_count document_url")]
    public async Task Details_contain_every_field_of_the_SDK(string fixture, string own)
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.File(fixture), fixture);

        var file = await api.GetFileAsync(id);

        file.Json.EnumerateObject().Select(property => property.Name).Should().Contain((CommonFields + own).Split(' '));
    }

    [Fact]
    public async Task A_file_is_found_by_the_first_8_characters_of_its_id()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        var (lower, upper) = (await api.GetFileAsync(id[..8]), await api.GetFileAsync(id[..8].ToUpperInvariant()));

        lower.Json.Text("id").Should().Be(id);
        upper.Json.Text("id").Should().Be(id);
        (await api.GetFileAsync(id[..7])).Status.Should().Be(422);
        (await api.GetFileAsync(id[..9])).Status.Should().Be(422);
        (await api.GetFileAsync("zzzzzzzz")).Status.Should().Be(422);
        (await api.GetFileAsync(id[0] == '0' ? "11111111" : "00000000")).Status.Should().Be(404);
        (await api.WithKey(TestApi.CreateKey(1)).GetFileAsync(id[..8])).Status.Should().Be(404);
    }

    [Fact]
    public async Task An_ambiguous_id_prefix_is_refused()
    {
        await using var api = await TestApi.StartAsync(o => o with { Seed = SeedWithEqualIdPrefixes });
        var tenant = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(api.Key!)))[..16];
        var ids = new IdGenerator(SeedWithEqualIdPrefixes, tenant);
        var sharedPrefixIds = Enumerable.Range(2, 150).Select(n => ids.CreateId("id", n)).GroupBy(id => id[..8])
            .Single(group => group.Count() == 2).ToArray();
        await api.UploadBatchAsync([.. Enumerable.Range(0, 150).Select(n => (Samples.Note(n), "note.txt"))]);

        var ambiguous = await api.GetFileAsync(sharedPrefixIds[0][..8]);
        await api.DeleteAsync($"/api/v2/files/{sharedPrefixIds[0]}");
        var only = await api.GetFileAsync(sharedPrefixIds[0][..8]);

        (ambiguous.Status, ambiguous.Field).Should().Be((422, "file_id"));
        only.Json.Text("id").Should().Be(sharedPrefixIds[1]);
    }

    [Fact]
    public async Task The_formatted_document_is_returned_only_on_request()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg", "title=North face", "tags=a,b");

        var plain = await api.GetFileAsync(id);
        var markdown = (await api.GetAsync($"/api/v2/files/{id}?format=markdown")).Json.Text("formatted_document")!;
        await api.PatchAsync($"/api/v2/files/{id}", new { user_description = "Mine" });
        var mine = (await api.GetAsync($"/api/v2/files/{id}?format=markdown")).Json.Text("formatted_document")!;

        plain.Json.Text("formatted_document").Should().BeNull();
        markdown.Should().StartWith("# North face\n\n" + plain.Json.Text("upload_description")).And.EndWith("a, b\n");
        mine.Should().StartWith("# North face\n\nMine\n");
        (await api.GetAsync($"/api/v2/files/{id}?format=html")).Status.Should().Be(422);
    }

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("notes-utf16.txt")]
    [InlineData("notes-latin1.txt")]
    public async Task The_text_of_a_document_is_decoded_from_its_encoding(string fixture)
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.File(fixture), fixture);

        var text = (await api.GetFileAsync(id)).Json.Text("extracted_text");

        text.Should().StartWith("Begehung Nordpfeiler, 14. Januar 2026").And.Contain("Prüfer: Jörg Müßig").And.Contain("» undicht «").And
            .NotContain("\uFEFF");
        (await api.DownloadAsync(id)).Should().Equal(Samples.File(fixture));
    }

    [Fact]
    public async Task The_text_of_a_Markdown_document_is_unchanged()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.File("guide.md"), "guide.md");

        var file = (await api.GetFileAsync(id)).Json;

        file.Text("extracted_text").Should().Be(Encoding.UTF8.GetString(Samples.File("guide.md")));
        (file.Text("text_extraction_status"), file.Number("page_count")).Should().Be(("completed", 1));
    }

    [Fact]
    public async Task Another_tenants_file_returns_404_for_every_operation()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var other = api.WithKey(TestApi.CreateKey(1));

        var responses = new[]
        {
            await other.GetFileAsync(id), await other.GetAsync($"/api/v2/files/{id}/download"),
            await other.PatchAsync($"/api/v2/files/{id}", new { title = "x" }),
            await other.DeleteAsync($"/api/v2/files/{id}"), await other.GetUploadStatusAsync(id),
        };

        responses.Select(response => (response.Status, response.Code)).Should().AllBeEquivalentTo((404, "HTTP_404"));
        (await other.ListFilesAsync())["total_count"].GetInt32().Should().Be(0);
        (await api.GetFileAsync(id)).Status.Should().Be(200);
    }
}
