using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Documents;

public sealed class DocumentsTests
{
    private const string Manual =
        "# Manual\n\nIntro words.\n\n## Fire\n\nName: Anna\n\n| A | B |\n|---|---|\n| 1 | x\\|y |\n\n- one\n- two\n\n## Water\n\nWet.\n";

    [Fact]
    public async Task Text_is_not_available_before_its_stage_ends_or_after_it_failed()
    {
        await using var api = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Manual });
        var (id, failed) =
            (await api.UploadAndGetIdAsync(Samples.Note(1), "a.txt"), await api.UploadAndGetIdAsync(Samples.Note(2), "b.txt"));

        var early = await api.GetAsync($"/api/v2/files/{id}/text");
        await ApplyStageActionAsync(api, id, "text_extraction", "complete");
        await ApplyStageActionAsync(api, failed, "text_extraction", "fail");
        var done = await api.GetAsync($"/api/v2/files/{id}/text");

        early.ShouldFail(409, "HTTP_409");
        done.Text.Should().Be($$$"""
            {"document_id":"{{{id}}}","filename":"a.txt","text":"Inspection note 1\n\nThe pump was repaired.\n","page_count":1,
            "metadata":{"language":"en"}}
            """.OnOneLine());
        (await api.GetAsync($"/api/v2/files/{failed}/text")).ShouldFail(404, "HTTP_404");
    }

    [Fact]
    public async Task Chunks_keep_their_heading_hierarchy()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Bytes(Manual), "manual.md");

        var chunks = (await api.GetAsync($"/api/v2/files/{id}/chunks"))["chunks"].EnumerateArray()
            .Select(chunk => (string.Join('/', chunk.GetProperty("heading_hierarchy").EnumerateArray()),
                chunk.GetProperty("metadata").GetProperty("chunk_type").GetString(), chunk.GetProperty("content").GetString()));

        chunks.Should().Equal(
            ("Manual", "paragraph", "Intro words."), ("Manual/Fire", "paragraph", "Name: Anna"), ("Manual/Fire", "table", "A\tB\n1\tx|y"),
            ("Manual/Fire", "list", "one\ntwo"), ("Manual/Water", "paragraph", "Wet."));
    }

    [Fact]
    public async Task A_long_paragraph_is_cut_between_sentences_and_loses_nothing()
    {
        await using var api = await TestApi.StartAsync();
        var sentences = Enumerable.Range(1, 200).Select(n => $"Sentence number {n} of the long paragraph ends here.").ToArray();
        var id = await api.UploadAndGetIdAsync(Bytes(string.Join(' ', sentences)), "long.txt");

        var chunks = (await api.GetAsync($"/api/v2/files/{id}/chunks"))["chunks"].EnumerateArray().ToArray();

        chunks.Should().OnlyContain(chunk => chunk.GetProperty("metadata").GetProperty("token_count").GetInt32() <= 300);
        chunks.Should().OnlyContain(chunk => chunk.GetProperty("content").GetString()!.EndsWith("here."));
        string.Join(' ', chunks.Select(chunk => chunk.GetProperty("content").GetString())).Should().Be(string.Join(' ', sentences));
        chunks.Select(chunk => chunk.GetProperty("chunk_index").GetInt32()).Should().Equal(Enumerable.Range(0, chunks.Length));
    }

    [Fact]
    public async Task A_long_word_is_cut_between_characters_and_loses_nothing()
    {
        await using var api = await TestApi.StartAsync();
        var word = "a" + string.Concat(Enumerable.Repeat("😀", 1_000));
        var id = await api.UploadAndGetIdAsync(Bytes($"# {word}\n\n{word}\n"), "long.md");

        var chunks = (await api.GetAsync($"/api/v2/files/{id}/chunks"))["chunks"].EnumerateArray().ToArray();

        string.Concat(chunks.Select(chunk => chunk.GetProperty("content").GetString())).Should().Be(word);
        chunks.Should().OnlyContain(chunk => chunk.GetProperty("heading_hierarchy")[0].GetString() == word.Substring(0, 499));
    }

    [Theory]
    [InlineData("a.txt", "b.md")]
    [InlineData("a.md", "b.txt")]
    public async Task The_same_bytes_as_TXT_and_as_MD_have_separate_pages(string first, string second)
    {
        await using var api = await TestApi.StartAsync();
        var ids = new[] { await api.UploadAndGetIdAsync(Bytes(Manual), first), await api.UploadAndGetIdAsync(Bytes(Manual), second) };

        foreach (var (id, name) in ids.Zip([first, second]))
        {
            var page = await api.GetAsync($"/api/v2/files/{id}/digitization/pages/1");
            page["elements"][0].GetProperty("type").GetString().Should().Be(name.EndsWith("md") ? "heading" : "paragraph");
        }
    }

    [Fact]
    public async Task Chunks_are_pending_until_they_are_embedded()
    {
        await using var api = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Manual });
        var id = await api.UploadAndGetIdAsync(Bytes(Manual), "manual.md");

        var none = await api.GetAsync($"/api/v2/files/{id}/chunks?include_embeddings=true");
        await ApplyStageActionAsync(api, id, "text_extraction", "complete");
        var pending = await api.GetAsync($"/api/v2/files/{id}/chunks?include_embeddings=true");
        await ApplyStageActionAsync(api, id, "embedding", "complete");
        var done = await api.GetAsync($"/api/v2/files/{id}/chunks?include_embeddings=true");

        none["status_counts"].GetRawText().Should().Be("""{"completed":0,"pending":0,"failed":0}""");
        pending["status_counts"].GetRawText().Should().Be("""{"completed":0,"pending":5,"failed":0}""");
        pending["chunks"][0].TryGetProperty("embedding", out _).Should().BeFalse();
        done["status_counts"].GetRawText().Should().Be("""{"completed":5,"pending":0,"failed":0}""");
        var vector = done["chunks"][0].GetProperty("embedding").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        vector.Should().HaveCount(128);
        vector.Sum(value => value * value).Should().BeApproximately(1, 0.001);
    }

    [Fact]
    public async Task Digitization_elements_match_the_content_of_the_document()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Bytes(Manual), "manual.md");

        var page = await api.GetAsync($"/api/v2/files/{id}/digitization/pages/1");
        var elements = page["elements"].EnumerateArray().ToArray();

        elements.Select(element => (element.GetProperty("type").GetString(), element.GetProperty("content").GetString())).Should().Equal(
            ("heading", "Manual"), ("paragraph", "Intro words."), ("heading", "Fire"), ("key_value", "Name: Anna"),
            ("table", "| A | B |\n|---|---|\n| 1 | x\\|y |"), ("list", "- one\n- two"), ("heading", "Water"), ("paragraph", "Wet."));
        elements[2].GetProperty("metadata").GetRawText().Should().Be("""{"level":2}""");
        elements[1].TryGetProperty("metadata", out _).Should().BeFalse();
        var tops = elements.Select(element => element.GetProperty("bounding_box").GetProperty("y").GetDouble()).ToArray();
        tops.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        tops.Should().OnlyContain(y => y >= 0 && y < 1);
    }

    [Fact]
    public async Task Pages_are_digitized_one_after_the_other()
    {
        await using var api = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Quick });
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var id = await api.UploadAndGetIdAsync(Bytes("one\ftwo\fthree\ffour\n"), "pages.txt");

        var pending = await api.GetAsync($"/api/v2/files/{id}/digitization/status");
        await api.AdvanceAsync(TimeSpan.FromMilliseconds(150 + 125));
        var half = await api.GetAsync($"/api/v2/files/{id}/digitization/status");
        var whole = await api.GetAsync($"/api/v2/files/{id}/digitization");
        var third = await api.GetAsync($"/api/v2/files/{id}/digitization/pages/3");
        await api.AdvanceAsync(TimeSpan.FromMilliseconds(125));
        var done = await api.GetAsync($"/api/v2/files/{id}/digitization");

        pending.Text.Should().Be($$$"""{"document_id":"{{{id}}}","status":"pending","total_pages":0,"page_statuses":{}}""");
        half.Text.Should().Be($$$"""
            {"document_id":"{{{id}}}","status":"processing","total_pages":4,"page_statuses":{"1":"completed","2":"completed",
            "3":"processing","4":"pending"}}
            """.OnOneLine());
        (whole["completed_pages"].GetInt32(), whole["pages"].GetArrayLength()).Should().Be((2, 4));
        third.Text.Should().Be("""{"page_number":3,"status":"processing","element_count":0,"elements":[],"error_message":null}""");
        done["pages"].EnumerateArray().Select(page => page.GetProperty("elements")[0].GetProperty("content").GetString()).Should()
            .Equal("one", "two", "three", "four");
        (done["status"].GetString(), done["completed_pages"].GetInt32()).Should().Be(("completed", 4));
    }

    [Fact]
    public async Task A_failed_digitization_has_an_error_message_for_each_page()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/faults", new { stage = "digitization", fail = "resource_limit" });
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");

        var whole = await api.GetAsync($"/api/v2/files/{id}/digitization");

        (whole["status"].GetString(), whole["failed_pages"].GetInt32()).Should().Be(("failed", 1));
        whole["pages"][0].GetProperty("error_message").GetString().Should().Be("The file needs more resources than there are");
        (await api.GetAsync($"/api/v2/files/{id}"))["primary_status"].GetString().Should().Be("partially_completed");
    }

    [Theory]
    [InlineData("0", 422)]
    [InlineData("-1", 422)]
    [InlineData("x", 422)]
    [InlineData("99999999999", 422)]
    [InlineData("2", 404)]
    public async Task An_invalid_page_number_is_refused(string page, int status)
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");

        (await api.GetAsync($"/api/v2/files/{id}/digitization/pages/{page}")).Status.Should().Be(status);
    }

    [Fact]
    public async Task A_broken_PDF_fails_with_an_error_message()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Bytes("%PDF-1.7\nnothing to see\n%%EOF\n"), "broken.pdf");

        var file = await api.GetAsync($"/api/v2/files/{id}");
        var status = await api.GetAsync($"/api/v2/files/{id}/processing-status");

        (file["primary_status"].GetString(), file["text_extraction_status"].GetString(), file["extracted_text"].GetString()).Should()
            .Be(("failed", "failed", null));
        status["error_message"].GetString().Should().NotBeNullOrEmpty();
        (await api.GetAsync($"/api/v2/files/{id}/text")).ShouldFail(404, "HTTP_404");
        (await api.GetAsync($"/api/v2/files/{id}/chunks"))["total_chunks"].GetInt32().Should().Be(0);
        (await api.GetAsync($"/api/v2/files/{id}/digitization"))["status"].GetString().Should().Be("failed");
    }

    [Fact]
    public async Task A_purge_removes_the_content_pages_and_chunks_of_a_document()
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.StartAsync(options => options with { Data = folder.Location });
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var id = await api.UploadAndGetIdAsync(Bytes(Manual), "manual.md");
        var stored = folder.ListObjects().Length;

        await api.DeleteAsync($"/api/v2/files/{id}");
        await api.AdvanceAsync(TimeSpan.FromDays(31));
        await api.GetAsync("/api/v2/files");

        stored.Should().Be(3);
        folder.ListObjects().Should().BeEmpty();
        (await api.PostAsync("/api/v2/files/search", new { query = "fire", similarity_threshold = 0 }))["total_count"].GetInt32().Should()
            .Be(0);
    }

    [Fact]
    public async Task Extracted_text_survives_a_restart()
    {
        using var folder = new DataDirectory();
        string id, chunks;
        await using (var api = await TestApi.StartAsync(options => options with { Data = folder.Location }))
        {
            id = await api.UploadAndGetIdAsync(Bytes(Manual), "manual.md");
            chunks = (await api.GetAsync($"/api/v2/files/{id}/chunks")).Text;
        }

        await using var again = await TestApi.StartAsync(options => options with { Data = folder.Location });

        (await again.GetAsync($"/api/v2/files/{id}/chunks")).Text.Should().Be(chunks);
        (await again.PostAsync("/api/v2/files/search", new { query = "water" }))["total_count"].GetInt32().Should().Be(1);
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static Task<TestResponse> ApplyStageActionAsync(
        TestApi api, string id, string stage, string action) => api.PostAsync($"/_emulator/files/{id}/stages/{stage}", new { action });
}
