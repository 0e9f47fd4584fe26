namespace Scopix.Contracts;

public sealed class SchemasContract
{
    [Fact]
    public void A_violation_has_its_path_the_expectation_and_the_evidence()
    {
        var json = ReadExample("file-details.seed-001-video", "240.5", "\"long\"");

        var violation = Assert.Single(Schemas.Validate("video-file-details", json));

        Assert.Equal("#/duration_seconds", violation.Path);
        Assert.Contains("Number", violation.Expectation, StringComparison.Ordinal);
        Assert.Contains("was \"long\"", violation.Expectation, StringComparison.Ordinal);
        Assert.Equal(EvidenceKind.Documented, violation.Evidence);
        Assert.Equal("seed 001, File Listing & Retrieval", violation.Source);
    }

    [Fact]
    public void A_file_is_validated_by_its_own_media_type()
    {
        var json = ReadExample("file-details.seed-001-video", "\"size_bytes\": 2048576", "\"size_bytes\": null");

        var violation = Assert.Single(Schemas.Validate("file-details", json));

        Assert.Equal("#/size_bytes", violation.Path);
        Assert.Equal("seed 000, VideoFileDetails", violation.Source);
    }

    [Fact]
    public void A_file_inside_a_list_is_validated_by_its_own_media_type_too()
    {
        var json = ReadExample("file-list.seed-001", "\"has_full_description\": true", "\"has_full_description\": 1");

        var violation = Assert.Single(Schemas.Validate("file-list", json));

        Assert.Equal("#/items[0].has_full_description", violation.Path);
    }

    [Fact]
    public void A_direct_upload_is_validated_by_its_own_mode()
    {
        var json = ReadExample("direct-upload-answer.seed-001-multipart", "\"total_parts\": 63", "\"total_parts\": 0");

        var violation = Assert.Single(Schemas.Validate("direct-upload-answer", json));

        Assert.Equal("#/total_parts", violation.Path);
    }

    [Fact]
    public void A_body_that_is_not_JSON_is_a_violation()
    {
        var violation = Assert.Single(Schemas.Validate("error", "<html>"));

        Assert.StartsWith("must be JSON", violation.Expectation, StringComparison.Ordinal);
    }

    private static string ReadExample(string name, string changed, string to) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "examples", $"{name}.json")).Replace(changed, to, StringComparison.Ordinal);
}
