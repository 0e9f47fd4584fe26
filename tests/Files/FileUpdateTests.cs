using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Files;

public sealed class FileUpdateTests
{
    [Fact]
    public async Task Absent_fields_stay_unchanged_and_updated_at_is_the_tenants_time()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg", "title=Old", "tags=a,b");
        await api.AdvanceAsync(TimeSpan.FromSeconds(1.5));

        var response = await PatchAsync(api, id, """{"title":"New"}""");
        var nothing = await PatchAsync(api, id, "{}");

        (response.Json.Text("title"), response.Json.Text("updated_at")).Should().Be(("New", "2026-02-01T00:00:01.500000Z"));
        response["tags"].Texts().Should().Equal("a", "b");
        nothing.Status.Should().Be(200);
        var file = (await api.GetFileAsync(id)).Json;
        (file.Text("title"), file.Text("filename"), file.Text("created_at")).Should().Be(("New", "photo.jpg", "2026-02-01T00:00:00Z"));
        file.GetProperty("tags").Texts().Should().Equal("a", "b");
    }

    [Fact]
    public async Task A_user_description_is_kept_until_it_is_set_to_null()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var described = (await api.GetFileAsync(id)).Json.Text("upload_description");

        var own = await PatchAsync(api, id, """{"user_description":"Mine"}""");
        var untouched = await PatchAsync(api, id, """{"title":"T"}""");
        var back = await PatchAsync(api, id, """{"user_description":null}""");

        (own.Json.Text("user_description"), untouched.Json.Text("user_description"), back.Json.Text("user_description")).Should()
            .Be(("Mine", "Mine", (string?)null));
        new[] { own, untouched, back }.Should().OnlyContain(response => response.Json.Text("upload_description") == described);
    }

    [Fact]
    public async Task Null_keeps_the_title_and_the_tags_and_an_empty_list_removes_the_tags()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg", "title=T", "tags=a");

        var nulls = await PatchAsync(api, id, """{"title":null,"tags":null}""");
        var none = await PatchAsync(api, id, """{"tags":[]}""");

        nulls.Json.Text("title").Should().Be("T");
        nulls["tags"].Texts().Should().Equal("a");
        none["tags"].Texts().Should().BeEmpty();
        (await api.ListFilesAsync("tags=a"))["total_count"].GetInt32().Should().Be(0);
    }

    [Theory]
    [InlineData("title", 255)]
    [InlineData("user_description", 10_000)]
    public async Task A_text_is_limited_in_characters(string field, int most)
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var longest = string.Concat(Enumerable.Repeat("🔥", most));

        var (edge, beyond) = (await PatchAsync(api, id, $$"""{"{{field}}":"{{longest}}"}"""),
            await PatchAsync(api, id, $$"""{"{{field}}":"{{longest}}x"}"""));

        (edge.Status, edge.Json.Text(field)).Should().Be((200, longest));
        (beyond.Status, beyond.Field).Should().Be((422, field));
        (await api.GetFileAsync(id)).Json.Text(field).Should().Be(longest);
    }

    [Theory]
    [InlineData(40, 50, 200)]
    [InlineData(41, 50, 422)]
    [InlineData(40, 51, 422)]
    public async Task Tags_are_limited_in_number_and_length(int count, int length, int status)
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        var response = await api
            .PatchAsync($"/api/v2/files/{id}", new { tags = Enumerable.Range(10, count).Select(n => n + new string('t', length - 2)) });

        response.Status.Should().Be(status, response.Text);
        if (status == 422) response.Field.Should().Be("tags");
    }

    [Theory]
    [InlineData("""{"title":5}""", "title")]
    [InlineData("""{"title":"a\u0000b"}""", "title")]
    [InlineData("""{"tags":"a,b"}""", "tags")]
    [InlineData("""{"tags":["a",null]}""", "tags")]
    [InlineData("""{"tags":[" "]}""", "tags")]
    [InlineData("""{"tags":[1]}""", "tags")]
    [InlineData("""{"user_description":["a"]}""", "user_description")]
    [InlineData("""{"user_description":false}""", "user_description")]
    [InlineData("[]", "body")]
    [InlineData("null", "body")]
    [InlineData("{", "body")]
    [InlineData("", "body")]
    public async Task A_malformed_body_is_refused_with_its_field(string body, string field)
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg", "title=T");

        var response = await PatchAsync(api, id, body);

        (response.Status, response.Field).Should().Be((422, field), response.Text);
        (await api.GetFileAsync(id)).Json.Text("title").Should().Be("T");
    }

    [Fact]
    public async Task A_change_made_during_processing_is_not_overwritten_by_the_result()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Manual });
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        await PatchAsync(api, id, """{"title":"T","tags":["mine"],"user_description":"Mine"}""");
        await api.ReleaseStageAsync(id, "description");
        await api.AdvanceAsync(TimeSpan.FromMinutes(1));

        var file = (await api.GetFileAsync(id)).Json;
        (file.Text("title"), file.Text("user_description"), file.Text("description_status")).Should().Be(("T", "Mine", "completed"));
        file.GetProperty("tags").Texts().Should().Equal("mine");
        file.Text("upload_description").Should().NotBeNull();
    }

    private static Task<TestResponse> PatchAsync(
        TestApi api, string id, string body) => api.SendTextAsync(HttpMethod.Patch, $"/api/v2/files/{id}", body);
}
