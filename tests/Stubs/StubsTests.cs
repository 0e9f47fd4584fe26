using System.Security.Cryptography;
using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Stubs;

public sealed class StubsTests
{
    [Fact]
    public async Task A_stub_decides_the_results_of_the_AI_and_counts_its_files()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/stubs",
            new
            {
                filename = "*leak*.jpg",
                description = "A leaking valve.",
                tags = new[] { "leak", "valve" },
                visible_text = "V-101\nDANGER",
                confidence_score = 0.25
            });

        var stubbed = await api.GetAsync($"/api/v2/files/{await api.UploadAndGetIdAsync(Samples.Photo(1), "The Leak 3.JPG")}");
        var other = await api.GetAsync($"/api/v2/files/{await api.UploadAndGetIdAsync(Samples.Photo(2), "dry.jpg")}");
        var stubs = await api.GetAsync("/_emulator/stubs");
        var found = await api.GetAsync("/api/v2/files?search=danger&search_mode=visible_text");

        stubbed["upload_description"].GetString().Should().Be("A leaking valve.");
        stubbed["tags"].EnumerateArray().Select(tag => tag.GetString()).Should().Equal("leak", "valve");
        stubbed["visible_text"].GetString().Should().Be("V-101\nDANGER");
        stubbed["text_regions"].GetRawText().Should().Be("""
            [{"text":"V-101","bounding_box":{"x_min":0.1,"y_min":0.0,"x_max":0.9,"y_max":0.5}},
            {"text":"DANGER","bounding_box":{"x_min":0.1,"y_min":0.5,"x_max":0.9,"y_max":1.0}}]
            """.OnOneLine());
        stubbed["full_descriptions"][0].GetProperty("confidence_score").GetDouble().Should().Be(0.25);
        other["upload_description"].GetString().Should().NotBe("A leaking valve.");
        other["full_descriptions"][0].GetProperty("confidence_score").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        stubs["items"][0].GetProperty("hits").GetInt32().Should().Be(1);
        found["total_count"].GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task Fields_that_a_stub_does_not_set_keep_their_generated_values()
    {
        await using var plain = await TestApi.StartAsync();
        await using var stubbed = await TestApi.StartAsync();
        await stubbed.PostAsync("/_emulator/stubs", new { tags = new[] { "only" } });

        var generated = await plain.GetAsync($"/api/v2/files/{await plain.UploadAndGetIdAsync(Samples.Photo(), "a.jpg")}");
        var decided = await stubbed.GetAsync($"/api/v2/files/{await stubbed.UploadAndGetIdAsync(Samples.Photo(), "a.jpg")}");

        decided["upload_description"].GetString().Should().Be(generated["upload_description"].GetString());
        decided["tags"].GetRawText().Should().Be("""["only"]""");
    }

    [Fact]
    public async Task Tags_and_visible_text_follow_a_description_without_them()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/stubs",
            new { filename = "quoted*", description = "A door with the sign \"STAFF ONLY\" beside a lamp" });
        await api.PostAsync("/_emulator/stubs", new { filename = "plain*", description = "A grey cat on a sofa" });

        var quoted = (await api.GetFileAsync(await api.UploadAndGetIdAsync(Samples.Photo(1), "quoted kitchen.jpg"))).Json;
        var answer = await api.GetFileAsync(await api.UploadAndGetIdAsync(Samples.Photo(2), "plain kitchen.jpg"));

        quoted.GetProperty("tags").Texts().Should().Equal("door", "sign", "staff", "lamp");
        quoted.Text("visible_text").Should().Be("STAFF ONLY");
        quoted.GetProperty("text_regions").GetArrayLength().Should().Be(1);
        answer.Json.GetProperty("tags").Texts().Should().Equal("cat", "sofa", "grey");
        answer.Json.Text("visible_text").Should().BeNull();
        answer.Json.GetProperty("text_regions").GetArrayLength().Should().Be(0);
        answer.Header("X-Emulator-Sources").Should().Be("description=stub, tags=stub, visible_text=stub, text_regions=stub");
    }

    [Fact]
    public async Task The_visible_text_is_made_of_the_regions_when_only_they_are_set()
    {
        await using var api = await TestApi.StartAsync();
        var box = new { x_min = 0, y_min = 0.25, x_max = 1, y_max = 1 };
        await api.PostAsync("/_emulator/stubs",
            new { text_regions = new[] { new { text = "EXIT", bounding_box = box }, new { text = "A–Ω", bounding_box = box } } });

        var file = await api.GetAsync($"/api/v2/files/{await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg")}");

        file["visible_text"].GetString().Should().Be("EXIT\nA–Ω");
        file["text_regions"][1].GetProperty("bounding_box").GetProperty("y_min").GetDouble().Should().Be(0.25);
    }

    [Fact]
    public async Task A_stub_can_make_the_description_fail()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/stubs", new { filename = "bad-?.jpg", fail = "rate_limit" });

        var file = await api.GetAsync($"/api/v2/files/{await api.UploadAndGetIdAsync(Samples.Photo(), "bad-1.jpg")}");

        (file["description_status"].GetString(), file["description_error_type"].GetString()).Should().Be(("failed", "rate_limit"));
        file["upload_description"].ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task Files_are_chosen_by_hash_category_and_media_type()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/stubs", new { media_type = "document", description = "by media type" });
        await api.PostAsync("/_emulator/stubs", new { content_category = "mining", description = "by category" });
        await api.PostAsync("/_emulator/stubs",
            new { hash = Convert.ToHexString(SHA256.HashData(Samples.Photo(3))), description = "by hash" });
        await api.PostAsync("/_emulator/stubs",
            new { media_type = "image", content_category = "mining", filename = "x*", description = "by all" });

        string[] descriptions =
        [
            await UploadAndGetDescriptionAsync(api, Samples.Note(), "note.txt"),
            await UploadAndGetDescriptionAsync(api, Samples.Photo(1), "a.jpg", "content_category=mining"),
            await UploadAndGetDescriptionAsync(api, Samples.Photo(3), "b.jpg"),
            await UploadAndGetDescriptionAsync(api, Samples.Photo(2), "x.jpg", "content_category=mining"),
        ];

        descriptions.Should().Equal("by media type", "by category", "by hash", "by all");
    }

    [Fact]
    public async Task The_newest_matching_stub_decides_and_the_tenants_own_stubs_come_first()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/stubs", new { description = "old" });
        await api.PostAsync("/_emulator/stubs", new { description = "new" });
        await api.WithKey(null).PostAsync("/_emulator/stubs", new { description = "everybody's" });

        var own = await UploadAndGetDescriptionAsync(api, Samples.Photo(), "a.jpg");
        var others = await UploadAndGetDescriptionAsync(api.WithKey(TestApi.CreateKey(1)), Samples.Photo(), "a.jpg");
        await api.DeleteAsync("/_emulator/stubs/stub_2");
        var before = await UploadAndGetDescriptionAsync(api, Samples.Photo(1), "b.jpg");

        (own, others, before).Should().Be(("new", "everybody's", "old"));
    }

    [Fact]
    public async Task A_file_that_is_not_described_or_is_a_duplicate_uses_no_stub()
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        await api.PostAsync("/_emulator/stubs", new { description = "x" });

        await api.UploadAsync(Samples.Photo(), "a.jpg", "skip_duplicates=true");
        await api.UploadAsync(Samples.Photo(1), "b.jpg", "auto_describe=false");

        (await api.GetAsync("/_emulator/stubs"))["items"][0].GetProperty("hits").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task A_stub_splits_a_document_into_its_own_searchable_chunks()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/stubs", new { filename = "report*", chunks = new[] { "The boiler leaks.", "Nothing else." } });
        var (stubbed, plain) =
            (await api.UploadAndGetIdAsync(Samples.Note(1), "report.txt"), await api.UploadAndGetIdAsync(Samples.Note(2), "note.txt"));

        var chunks = await api.GetAsync($"/api/v2/files/{stubbed}/chunks");
        var file = await api.GetAsync($"/api/v2/files/{stubbed}");
        var found = await api.PostAsync("/api/v2/files/search", new { query = "boiler" });

        chunks["chunks"].EnumerateArray().Select(chunk => chunk.GetProperty("content").GetString()).Should()
            .Equal("The boiler leaks.", "Nothing else.");
        file["chunk_count"].GetInt32().Should().Be(2);
        found["total_count"].GetInt32().Should().Be(1);
        (await api.GetAsync($"/api/v2/files/{plain}/chunks"))["chunks"][0].GetProperty("content").GetString().Should()
            .Contain("Inspection note 2");
    }

    [Fact]
    public async Task Unused_stubs_are_reported()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/stubs", new { filename = "a*", description = "needed" });
        await api.PostAsync("/_emulator/stubs", new { filename = "b*", description = "not needed" });
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");

        var (unused, used) = (await api.GetAsync("/_emulator/stubs?unused=true"), await api.GetAsync("/_emulator/stubs?unused=false"));

        unused["items"].EnumerateArray().Select(stub => stub.GetProperty("id").GetString()).Should().Equal("stub_2");
        used["items"].EnumerateArray().Select(stub => stub.GetProperty("id").GetString()).Should().Equal("stub_1");
        (await api.GetAsync("/_emulator/stubs?used=true")).ShouldFail(422, "VALIDATION_ERROR", "used");
    }

    [Theory]
    [InlineData("""{}""", "fail")]
    [InlineData("""{"filename":"*"}""", "fail")]
    [InlineData("""{"fail":"timeout","description":"x"}""", "fail")]
    [InlineData("""{"fail":""}""", "fail")]
    [InlineData("""{"filename":"","description":"x"}""", "filename")]
    [InlineData("""{"hash":"abc","description":"x"}""", "hash")]
    [InlineData("""{"content_category":"cats","description":"x"}""", "content_category")]
    [InlineData("""{"media_type":"audio","description":"x"}""", "media_type")]
    [InlineData("""{"description":""}""", "description")]
    [InlineData("""{"tags":[""]}""", "tags")]
    [InlineData("""{"tags":[null]}""", "tags")]
    [InlineData("""{"chunks":[]}""", "chunks")]
    [InlineData("""{"chunks":["a",""]}""", "chunks")]
    [InlineData("""{"chunks":["a",null]}""", "chunks")]
    [InlineData("""{"confidence_score":1.1}""", "confidence_score")]
    [InlineData("""{"confidence_score":-0.1}""", "confidence_score")]
    [InlineData("""{"text_regions":[null]}""", "text_regions")]
    [InlineData("""{"text_regions":[{"text":"a","bounding_box":{"x_min":0.5,"y_min":0,"x_max":0.4,"y_max":1}}]}""", "text_regions")]
    [InlineData("""{"text_regions":[{"text":"a","bounding_box":{"x_min":0,"y_min":0,"x_max":1,"y_max":1.5}}]}""", "text_regions")]
    [InlineData("""{"text_regions":[{"text":"a"}]}""", "bounding_box")]
    [InlineData("""{"description":"x","summary":"y"}""", "summary")]
    public async Task An_invalid_stub_is_refused_by_its_field(string body, string field)
    {
        await using var api = await TestApi.StartInMemoryAsync();

        (await api.SendTextAsync(HttpMethod.Post, "/_emulator/stubs", body)).ShouldFail(422, "VALIDATION_ERROR", field);
    }

    private static async Task<string> UploadAndGetDescriptionAsync(TestApi api, byte[] bytes, string name, params string[] fields) =>
        (await api.GetAsync($"/api/v2/files/{await api.UploadAndGetIdAsync(bytes, name, fields)}"))["upload_description"].GetString()!;
}
