using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Extractions;

public sealed class FormattedDocumentTests
{
    private static readonly object Legend = new
    {
        title = "LEGEND",
        items = new object[] { new { name = "Hedge | fence", symbol = "line\nwith crosses" },
            new { name = "Gate", symbol = "arc", seen = true } },
        notes = new[] { "see sheet 2", "to scale" },
        empty = Array.Empty<string>(),
        frame = new { x = 0.5, of = (string?)null },
    };

    [Fact]
    public async Task Domain_data_is_formatted_as_bullets_and_tables()
    {
        await using var api = await TestApi.StartAsync();
        var id = await UploadStubbedPhotoAsync(api);

        (await api.GetFormattedDocumentAsync(id)).Should().Be(
            "# Site\n\nA map.\n\n## Visible text\n\nLEGEND\n\n## Legend\n\n- **Title**: LEGEND\n- **Notes**: see sheet 2, to scale\n- "
            + "**Empty**: –\n- **Frame**: x 0.5, of –\n"
            + "\n### Items\n\n| Name | Symbol | Seen |\n|---|---|---|\n| Hedge \\| fence | line with crosses | – |\n| Gate | arc | true "
                + "|\n\n## Tags\n\nmap\n");
    }

    [Fact]
    public async Task The_formatted_document_applies_corrections_and_lists_unmatched_ones()
    {
        await using var api = await TestApi.StartAsync();
        var id = await UploadStubbedPhotoAsync(api);
        await api.ReviewAsync(id, "legend", """
            {"item_reviews":{"items.0":"rejected","notes.1":"confirmed","items.2":"confirmed","items.01x":"rejected",
              "nowhere.0":"confirmed"},
             "field_edits":{"items.0.name":"Hedge","title":"KEY","items.1":{"name":"Door"},"title.x":1,"items.0.height":2,
              "frame.x":{"y":[1,2]}}}
            """);
        await api.ReviewAsync(id, "text_regions", """{"item_reviews":{"0":"confirmed"},"field_edits":{"0.text":"KEY"}}""");

        var markdown = await api.GetFormattedDocumentAsync(id);

        markdown.Should().Contain("- **Title**: KEY\n- **Notes**: see sheet 2, to scale (confirmed)\n");
        markdown.Should().Contain("- **Frame**: x y 1, 2, of –\n");
        markdown.Should()
            .Contain("| Name | Symbol | Review |\n|---|---|---|\n| Hedge | line with crosses | rejected |\n| Door | – | – |\n");
        markdown.Should()
            .Contain(
                "### Other corrections\n\n- `title.x`: 1\n- `items.0.height`: 2\n- `items.2`: confirmed\n- `items.01x`: rejected\n- "
                + "`nowhere.0`: confirmed\n");
        markdown.Should()
            .Contain(
                "## Text regions\n\n### Items\n\n| Text | Bounding box | Review |\n|---|---|---|\n| KEY | x_min 0.1, y_min 0.0, x_max "
                + "0.9, y_max 1.0 | confirmed |\n");
        markdown.Should().Contain("## Visible text\n\nLEGEND\n", "the AI's text is unchanged");
    }

    [Fact]
    public async Task The_formatted_document_contains_the_compliance_check_and_its_review()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/stubs",
            new
            {
                data = new
                {
                    mls_compliance_check = new
                    {
                        status = "failed",
                        checks = new[] { new { rule = "no_people", passed = false } }
                    }
                }
            });
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg", "compliance_type=mls", "compliance_standard=nar_baseline");
        await api.ReviewAsync(id, "mls_compliance", """{"item_reviews":{"checks.0":"rejected"}}""");

        (await api.GetFormattedDocumentAsync(id)).Should()
            .Contain(
                "## MLS compliance check\n\n- **Status**: failed\n\n### Checks\n\n| Rule | Passed | Review |\n|---|---|---|\n| "
                + "no_people | false | rejected |\n");
    }

    [Fact]
    public async Task Only_images_have_a_formatted_document_and_an_undescribed_image_has_only_its_title()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "plan.jpg", "content_category=pid", "auto_describe=false");
        var note = await api.UploadAndGetIdAsync(Samples.Note(), "a.txt");

        (await api.GetFormattedDocumentAsync(id)).Should().Be("# plan.jpg\n");
        (await api.GetAsync($"/api/v2/files/{note}?format=markdown")).Json.TryGetProperty("formatted_document", out _).Should().BeFalse();
    }

    private static async Task<string> UploadStubbedPhotoAsync(TestApi api)
    {
        await api.PostAsync("/_emulator/stubs",
            new { description = "A map.", tags = new[] { "map" }, visible_text = "LEGEND", data = new { legend_data = Legend } });
        return await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg", "title=Site", "content_category=map");
    }
}
