using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Jobs;

public sealed class AnalyzeTests
{
    [Fact]
    public async Task Analysis_waits_until_the_text_is_extracted()
    {
        await using var api = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Quick });

        var response = await SendAsync(api, Samples.Note(), "note.txt");

        response["status"].GetString().Should().Be("completed");
        response["extracted_text"].GetString().Should().StartWith("Inspection note 0");
        (response["page_count"].GetInt32(), response["chunk_count"].GetInt32(), response["processing_time_ms"].GetDouble()).Should()
            .Be((1, 1, 250));
        response.Json.TryGetProperty("job_id", out _).Should().BeFalse();
    }

    [Theory]
    [InlineData(PipelineMode.Manual, false)]
    [InlineData(PipelineMode.Quick, true)]
    public async Task With_a_frozen_clock_or_manual_stages_the_response_is_a_job_at_once(PipelineMode mode, bool frozen)
    {
        await using var api = await TestApi.StartAsync(options => options with { Pipeline = mode });
        if (frozen) await api.FreezeAsync("2026-03-01T12:00:00Z");

        var response = await SendAsync(api, Samples.Note(), "note.txt", ("timeout", "120"));
        var job = response["job_id"].GetString();
        var waiting = await api.GetAsync($"/api/v2/job/{job}");
        foreach (var stage in (string[])["text_extraction", "embedding"])
            await api.PostAsync($"/_emulator/files/{response["document_id"].GetString()}/stages/{stage}", new { action = "complete" });
        var done = await api.GetAsync(response["poll_url"].GetString()!);

        response.Text.Should().Be($$"""
            {"document_id":"{{response["document_id"].GetString()}}","status":"processing","job_id":"{{job}}",
            "poll_url":"/api/v2/job/{{job}}","document_type":"txt","text_extraction_status":"pending"}
            """.OnOneLine());
        waiting.Text.Should().Be(response.Text);
        (done["status"].GetString(), done["job_id"].GetString()).Should().Be(("completed", job));
    }

    [Fact]
    public async Task The_timeout_runs_on_the_tenants_clock()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/faults", new { stage = "embedding", delay_seconds = 3600 });

        var waiting = SendAsync(api, Samples.Note(), "note.txt", ("timeout", "120"));
        while ((await api.GetAsync("/api/v2/files"))["total_count"].GetInt32() == 0) await Task.Yield();
        await api.AdvanceAsync(TimeSpan.FromSeconds(121));
        var response = await waiting;

        (response["status"].GetString(), response["text_extraction_status"].GetString()).Should().Be(("processing", "completed"));
    }

    [Fact]
    public async Task The_analysis_of_an_unreadable_document_fails()
    {
        await using var api = await TestApi.StartAsync();

        var response = await SendAsync(api, "%PDF-1.7\nnothing\n%%EOF\n"u8.ToArray(), "broken.pdf");

        (response.Status, response["status"].GetString(), response["text_extraction_status"].GetString()).Should()
            .Be((200, "failed", "failed"));
        response["error_message"].GetString().Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task The_async_operation_responds_at_once_and_its_job_has_the_result()
    {
        await using var api = await TestApi.StartAsync();

        var accepted = await SendAsync(api, Samples.Note(), "note.txt", path: "/api/v2/files/analyze/async");
        var done = await api.GetAsync(accepted["poll_url"].GetString()!);

        accepted.Status.Should().Be(202);
        accepted["status"].GetString().Should().Be("processing");
        done["extracted_text"].GetString().Should().StartWith("Inspection note 0");
        (await api.WithKey(TestApi.CreateKey(1)).GetAsync(accepted["poll_url"].GetString()!)).ShouldFail(404, "HTTP_404");
    }

    [Fact]
    public async Task Folder_and_project_are_accepted_and_duplicates_are_skipped()
    {
        await using var api = await TestApi.StartAsync();
        var folder = "11111111-1111-4111-8111-111111111111";

        var first = await SendAsync(api, Samples.Note(), "note.txt", ("folder_id", folder));
        var again = await SendAsync(api, Samples.Note(), "again.txt", ("skip_duplicates", "true"));

        (await api.GetAsync($"/api/v2/files?folder_id={folder}"))["total_count"].GetInt32().Should().Be(1);
        (again["status"].GetString(), again["existing_file_id"].GetString()).Should().Be(("skipped", first["document_id"].GetString()));
    }

    [Fact]
    public async Task Ten_megabytes_are_accepted_and_one_more_byte_is_refused()
    {
        await using var api = await TestApi.StartAsync();
        var largest = new byte[10 * 1024 * 1024];
        Array.Fill(largest, (byte)'a');

        var fits = await SendAsync(api, largest, "a.txt");
        var tooLarge = await SendAsync(api, [.. largest, (byte)'a'], "a.txt");

        fits.Status.Should().Be(200);
        tooLarge.ShouldFail(413, "HTTP_413", "file");
        tooLarge["suggestion"].GetProperty("endpoint").GetString().Should().Be("/api/v2/files/upload");
    }

    [Fact]
    public async Task A_picture_is_refused_and_leaves_no_file()
    {
        await using var api = await TestApi.StartAsync();

        (await SendAsync(api, Samples.Photo(), "a.jpg")).ShouldFail(400, "HTTP_400", "file");

        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(0);
    }

    private static Task<TestResponse> SendAsync(TestApi api, byte[] bytes, string name, params (string Name, string Value)[] fields) =>
        SendAsync(api, bytes, name, "/api/v2/files/analyze", fields);

    private static Task<TestResponse> SendAsync(
        TestApi api, byte[] bytes, string name, string path, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", name } };
        foreach (var field in fields) form.Add(new StringContent(field.Value), field.Name);
        return api.SendAsync(HttpMethod.Post, path, form);
    }
}
