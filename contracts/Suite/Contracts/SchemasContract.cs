namespace Scopix.Contracts;

public sealed class SchemasContract
{
    [Fact]
    public void A_violation_has_its_path_the_expectation_and_the_evidence()
    {
        var json = ReadExample("file-details.seed-001-video", "240.5", "\"long\"");

        var violation = Assert.Single(SchemaCatalog.Validate("video-file-details", json));

        Assert.Equal(
            new("duration_seconds", "type", "number or null", "\"long\"", Documented("seed 001, File Listing & Retrieval"))
            {
                GotKind = "string",
            },
            violation);
    }

    [Fact]
    public void A_file_is_validated_by_its_own_media_type()
    {
        var json = ReadExample("file-details.seed-001-video", "\"size_bytes\": 2048576", "\"size_bytes\": null");

        var violation = Assert.Single(SchemaCatalog.Validate("file-details", json));

        Assert.Equal("size_bytes", violation.Path);
        Assert.Equal("seed 000, VideoFileDetails", violation.Evidence.Source);
    }

    [Fact]
    public void A_file_inside_a_list_is_validated_by_its_own_media_type_too()
    {
        var json = ReadExample("file-list.seed-001", "\"has_full_description\": true", "\"has_full_description\": 1");

        var violation = Assert.Single(SchemaCatalog.Validate("file-list", json));

        Assert.Equal("items[0].has_full_description", violation.Path);
        Assert.Equal("items[].has_full_description", violation.Place);
    }

    [Fact]
    public void A_direct_upload_is_validated_by_its_own_mode()
    {
        var json = ReadExample("direct-upload-answer.seed-001-multipart", "\"total_parts\": 63", "\"total_parts\": 0");

        var violation = Assert.Single(SchemaCatalog.Validate("direct-upload-answer", json));

        Assert.Equal("total_parts", violation.Path);
    }

    [Fact]
    public void A_body_that_is_not_JSON_is_a_violation()
    {
        var violation = Assert.Single(SchemaCatalog.Validate("error", "<html>"));

        Assert.Equal(("", "JSON"), (violation.Path, violation.Expected));
    }

    [Theory]
    [InlineData("""{"a":1}""", "b", "presence", "present", "absent")]
    [InlineData("""{"a":1.5,"b":"x"}""", "a", "type", "integer", "1.5")]
    [InlineData("""{"a":7,"b":"x"}""", "a", "size", "1 to 5", "7")]
    [InlineData("""{"a":1,"b":""}""", "b", "size", "at least 1 characters", "\"\"")]
    [InlineData("""{"a":1,"b":"x","c":["y","z"]}""", "c[1]", "value", "one of y, null", "\"z\"")]
    [InlineData("""{"a":1,"b":"x","c":["y",null,"y"]}""", "c", "size", "at most 2 items", "3 items")]
    [InlineData("""{"a":1,"b":"x","d":"2026-02-30T10:00:00Z"}""", "d", "form", "a date-time", "\"2026-02-30T10:00:00Z\"")]
    public void A_violation_says_what_is_wrong_where(string json, string path, string kind, string expected, string got)
    {
        var schema = ContractSchema.Parse(new MemoryStream("""
            {"type":"object","required":["a","b"],"properties":{
              "a":{"type":"integer","minimum":1,"maximum":5}, "b":{"type":"string","minLength":1},
              "c":{"type":"array","maxItems":2,"items":{"type":["string","null"],"enum":["y",null]}},
              "d":{"type":"string","format":"date-time"}}}
            """u8.ToArray()));

        using var body = JsonDocument.Parse(json);
        var violation = Assert.Single(SchemaValidator.Validate(schema, body.RootElement));

        Assert.Equal((path, kind, expected, got), (violation.Path, violation.Kind, violation.Expected, violation.Got));
    }

    private static string ReadExample(string name, string changed, string to) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "examples", $"{name}.json")).Replace(changed, to, StringComparison.Ordinal);
}
