namespace Scopix.Contracts;

/// <summary>files.update.</summary>
public sealed class FileUpdateContract(Target target)
{
    private const string Section = "seed 001, File Updates & Deletion";
    private const string Limits = "seed 001, Limits & Constraints";

    private readonly Api _api = target.Api;

    [Fact]
    public async Task What_is_changed_is_answered_and_read_back()
    {
        var id = await _api.UploadedAsync(Samples.Png(), ("title", "Before"));
        await _api.DoneAsync(id);

        string[] tags = [Api.Tag, "updated"];
        var answer = await UpdateAsync(id, new { title = "After ✓", tags, user_description = "Minor cracks" });

        Documented(Section).Answers(200, answer);
        Fits("update-file-answer", answer);
        var details = (await _api.GetAsync($"/files/{id}")).Json;
        foreach (var seen in new[] { answer.Json, details })
        {
            Documented(Section).Equal(id, seen.Text("id"), "id");
            Documented(Section).Equal("After ✓", seen.Text("title"), "title");
            Documented(Section).Sequence(tags, seen.List("tags").Select(t => t.GetString()), "tags");
            Documented(Section).Equal("Minor cracks", seen.Text("user_description"), "user_description");
        }

        Documented(Section).Equal(answer.Json.Text("updated_at"), details.Text("updated_at"), "updated_at");
    }

    [Fact]
    public async Task What_is_left_out_stays_as_it_was()
    {
        var id = await _api.UploadedAsync(Samples.Png(), ("title", "Kept"));
        await UpdateAsync(id, new { user_description = "Kept too" });

        var answer = await UpdateAsync(id, new { tags = new[] { Api.Tag, "new" } });

        Documented(Section).Equal("Kept", answer.Json.Text("title"), "title");
        Documented(Section).Equal("Kept too", answer.Json.Text("user_description"), "user_description");
        Documented(Section).Sequence([Api.Tag, "new"], answer.Json.List("tags").Select(t => t.GetString()), "tags");
    }

    [Fact]
    public async Task A_null_user_description_falls_back_to_the_generated_one()
    {
        var id = await _api.UploadedAsync(Samples.Png());
        var generated = (await _api.DoneAsync(id)).Text("upload_description");
        await UpdateAsync(id, new { user_description = "Mine" });

        var answer = await _api.PatchAsync($"/files/{id}", """{"user_description":null}""");

        Documented(Section).Answers(200, answer);
        Documented(Section).That(answer.Json.IsNull("user_description"), "user_description is reset");
        Documented(Section).Equal(generated, answer.Json.Text("upload_description"), "upload_description");
    }

    [Fact]
    public async Task A_user_description_leaves_the_generated_one_alone()
    {
        var id = await _api.UploadedAsync(Samples.Png());
        var generated = (await _api.DoneAsync(id)).Text("upload_description");

        var answer = await UpdateAsync(id, new { user_description = "Mine" });

        Documented(Section).Equal(generated, answer.Json.Text("upload_description"), "upload_description");
    }

    [Fact]
    public async Task A_null_title_or_null_tags_change_nothing()
    {
        var id = await _api.UploadedAsync(Samples.Png(), ("title", "Kept"));

        var answer = await _api.PatchAsync($"/files/{id}", """{"title":null,"tags":null}""");

        Assumed("null resets only user_description").Answers(200, answer);
        Assumed("null resets only user_description").Equal("Kept", answer.Json.Text("title"), "title");
        Assumed("null resets only user_description")
            .Sequence([Api.Tag], answer.Json.List("tags").Select(t => t.GetString()), "tags");
    }

    [Fact]
    public async Task New_tags_are_found_and_old_ones_are_not()
    {
        var (before, after) = (Samples.Mark("before"), Samples.Mark("after"));
        var id = await _api.UploadedAsync(Samples.Png(), ("tags", before));

        await UpdateAsync(id, new { tags = new[] { Api.Tag, after } });

        var (gone, found) = (await _api.GetAsync($"/files?tags={before}"), await _api.GetAsync($"/files?tags={after}"));
        Documented(Section).Equal(0, gone.Json.Number("total_count"), "files with the old tag");
        Documented(Section).Sequence([id], found.Json.Each("items", "id"), "files with the new tag");
    }

    [Fact]
    public async Task The_limits_are_taken_at_the_edge_and_refused_beyond()
    {
        var id = await _api.UploadedAsync(Samples.Png());

        await EdgeAsync(id, "title", new { title = new string('t', 255) }, new { title = new string('t', 256) });
        await EdgeAsync(id, "tags", new { tags = Many(40) }, new { tags = Many(41) });
        await EdgeAsync(id, "tags", new { tags = new[] { new string('t', 50) } }, new { tags = new[] { new string('t', 51) } });
        await EdgeAsync(
            id, "user_description", new { user_description = new string('d', 10000) }, new { user_description = new string('d', 10001) });
    }

    [Theory]
    [InlineData("""{"title":5}""", "title")]
    [InlineData("""{"tags":"a,b"}""", "tags")]
    [InlineData("""{"tags":[1]}""", "tags")]
    [InlineData("""{"user_description":{}}""", "user_description")]
    public async Task A_value_of_another_type_is_refused(string json, string field)
    {
        var id = await _api.UploadedAsync(Samples.Png());

        var answer = await _api.PatchAsync($"/files/{id}", json);

        Documented(Section).Refuses(answer, 422, field);
    }

    [Fact]
    public async Task An_unknown_file_cannot_be_changed()
    {
        var answer = await _api.PatchAsync("/files/00000000-0000-4000-8000-000000000000", """{"title":"x"}""");

        Public("Error Codes Reference: 404 missing or not yours").Refuses(answer, 404, code: "HTTP_404");
    }

    private Task<Answer> UpdateAsync(string id, object body) => _api.PatchAsync($"/files/{id}", JsonSerializer.Serialize(body));

    private async Task EdgeAsync(string id, string field, object edge, object beyond)
    {
        Documented(Limits).Answers(200, await UpdateAsync(id, edge));
        Documented(Limits).Refuses(await UpdateAsync(id, beyond), 422, field);
    }

    private static string[] Many(int tags) => [.. Enumerable.Range(1, tags).Select(i => $"tag{i}")];
}
