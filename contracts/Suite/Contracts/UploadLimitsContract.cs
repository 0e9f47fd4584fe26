namespace Scopix.Contracts;

/// <summary>The limits of files.upload: a value at the limit is accepted, one beyond it is refused.</summary>
public sealed class UploadLimitsContract(Target target)
{
    private const string Section = "seed 001, Streaming Upload";
    private const string Limits = "seed 001, Limits & Constraints";

    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task A_title_has_at_most_255_characters()
    {
        var longest = await _api.UploadAsync(Samples.CreatePng("a.png"), ("title", new string('é', 255)));
        var beyond = await _api.UploadAsync(Samples.CreatePng("b.png"), ("title", new string('é', 256)));

        Documented(Limits).ExpectStatus(201, longest);
        Documented(Limits).ExpectRefusal(beyond, 422, "title");
    }

    [Fact]
    public async Task A_file_has_at_most_40_tags()
    {
        // The suite's own tag counts too.
        var maximum = await _api.UploadAsync(Samples.CreatePng("a.png"), ("tags", CreateTags(39)));
        var beyond = await _api.UploadAsync(Samples.CreatePng("b.png"), ("tags", CreateTags(40)));

        Documented(Limits).ExpectStatus(201, maximum);
        Documented(Limits).ExpectRefusal(beyond, 422, "tags");
    }

    [Fact]
    public async Task A_tag_has_at_most_50_characters()
    {
        var longest = await _api.UploadAsync(Samples.CreatePng("a.png"), ("tags", new string('t', 50)));
        var beyond = await _api.UploadAsync(Samples.CreatePng("b.png"), ("tags", new string('t', 51)));

        Documented(Limits).ExpectStatus(201, longest);
        Documented(Limits).ExpectRefusal(beyond, 422, "tags");
    }

    [Fact]
    public async Task Tags_are_trimmed_and_empty_ones_dropped()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng(), ("tags", " a , ,b"));

        var details = await _api.GetAsync($"/files/{id}");

        Assumed("what comma-separated lists commonly mean")
            .ExpectSequence([ApiClient.TestTag, "a", "b"], details.Json.GetArray("tags").Select(t => t.GetString()), "tags");
    }

    [Theory]
    [InlineData("content_category", "no_such_category")]
    [InlineData("storage_target", "elsewhere")]
    [InlineData("compliance_type", "no_such_type")]
    [InlineData("auto_describe", "perhaps")]
    [InlineData("skip_duplicates", "perhaps")]
    [InlineData("folder_id", "not-a-uuid")]
    [InlineData("project_id", "not-a-uuid")]
    [InlineData("custom_schema_id", "not-a-uuid")]
    public async Task A_field_with_an_unknown_value_is_refused(string field, string value)
    {
        var response = await _api.UploadAsync(Samples.CreatePng(), (field, value));

        Assumed($"seed 001 lists what {field} may be").ExpectRefusal(response, 422, field);
    }

    [Fact]
    public async Task A_compliance_type_needs_its_standard()
    {
        var without = await _api.UploadAsync(Samples.CreatePng("a.png"), ("compliance_type", "mls"));
        var with = await _api.UploadAsync(Samples.CreatePng("b.png"), ("compliance_type", "mls"), ("compliance_standard", "nar_baseline"));

        Documented(Section).ExpectRefusal(without, 422, "compliance_standard");
        Documented(Section).ExpectStatus(201, with);
    }

    [Fact]
    public async Task An_upload_needs_a_file()
    {
        using var form = new MultipartFormDataContent { { new StringContent("no file"), "title" } };

        var response = await _api.SendAsync(HttpMethod.Post, "/files/upload", form);

        Documented(Section).ExpectRefusal(response, 422, "file");
    }

    [Fact]
    public async Task An_upload_that_is_not_a_form_is_refused()
    {
        var response = await _api.SendAsync(HttpMethod.Post, "/files/upload", ApiClient.CreateJsonContent("{}"));

        Documented(Section).ExpectRefusal(response, 422, "Content-Type");
    }

    [Fact]
    public async Task A_file_over_100_MB_is_refused_with_a_suggestion_of_direct_uploads()
    {
        if (Target.IsLive && !Target.IsSlow) Target.Skip("sends 106 MiB; set SCOPIX_CONTRACT_SLOW=1 to allow it");

        var response = await _api.UploadAsync(Samples.CreatePng(padding: 106 << 20));

        Documented(Section).ExpectStatus(413, response);
        ExpectSchema("payload-too-large-error", response);
        Public("Error Codes Reference").ExpectEqual("HTTP_413", response.Json.GetText("error.code"), "error.code");
    }

    [Fact]
    public async Task A_file_under_100_MB_is_accepted()
    {
        if (!Target.IsSlow) Target.Skip("sends 95 MiB; set SCOPIX_CONTRACT_SLOW=1 to allow it");

        var response = await _api.UploadAsync(Samples.CreatePng(padding: 95 << 20));

        Documented(Limits).ExpectStatus(201, response);
    }

    [Fact]
    public async Task The_status_of_an_unknown_file_is_404()
    {
        var response = await _api.GetAsync($"/files/uploads-status/{Samples.UnknownId}");

        Assumed("as with files.get").ExpectRefusal(response, 404, code: "HTTP_404");
    }

    private static string CreateTags(int tags) => string.Join(',', Enumerable.Range(1, tags).Select(i => $"tag{i}"));
}
