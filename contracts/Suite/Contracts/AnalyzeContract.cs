namespace Scopix.Contracts;

/// <summary>files.analyze, files.analyze_async, jobs.get.</summary>
public sealed class AnalyzeContract(Target target)
{
    private const string Section = "seed 001, Semantic Search & Analyze";

    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task Analyzing_a_document_returns_its_text()
    {
        var sample = Samples.CreateText("notes.txt", "Pump 7 was repaired.");

        var response = await SendAsync("/files/analyze", sample, ("timeout", "60"));

        Documented(Section).ExpectStatus(200, response);
        ExpectSchema("analysis-answer", response);
        Documented(Section).ExpectEqual("completed", response.Json.GetText("status"), "status");
        Documented(Section).ExpectEqual("notes.txt", response.Json.GetText("filename"), "filename");
        Documented(Section).ExpectEqual(sample.Bytes.Length, (int)response.Json.GetNumber("size_bytes"), "size_bytes");
        Documented(Section)
            .Expect(response.Json.GetText("extracted_text")!.Contains("Pump 7 was repaired.", StringComparison.Ordinal),
                "the text is in it");
        var file = await _api.GetAsync($"/files/{response.Json.GetText("document_id")}");
        Documented(Section).ExpectEqual("document", file.Json.GetText("media_type"), "the document is a file like any other");
    }

    [Fact]
    public async Task The_same_bytes_are_skipped_on_request()
    {
        var sample = Samples.CreateText("notes.txt", "Pump 7 was repaired.");
        var first = await SendAsync("/files/analyze", sample);

        var again = await SendAsync("/files/analyze", sample, ("skip_duplicates", "true"));

        Documented(Section).ExpectStatus(200, again);
        Documented(Section).ExpectEqual("skipped", again.Json.GetText("status"), "status");
        Assumed("only the status is documented")
            .ExpectEqual(first.Json.GetText("document_id"), again.Json.GetText("document_id"), "document_id");
    }

    [Fact]
    public async Task A_job_is_accepted_and_polled_until_it_is_done()
    {
        var accepted = await SendAsync("/files/analyze/async", Samples.CreateText("notes.txt", "Pump 8 was repaired."));
        Documented(Section).ExpectStatus(202, accepted);
        ExpectSchema("job-accepted", accepted);
        Documented(Section).ExpectEqual($"/api/v2/job/{accepted.Json.GetText("job_id")}", accepted.Json.GetText("poll_url"), "poll_url");

        var done = await _api
            .PollUntilAsync($"/job/{accepted.Json.GetText("job_id")}", response => response.Json.GetText("status") is not "processing");

        target.TrackFile(done.Json.GetText("document_id"));
        ExpectSchema("analysis-answer", done);
        Assumed("the response of a job").ExpectEqual("completed", done.Json.GetText("status"), "status");
        Assumed("the response of a job").ExpectEqual(accepted.Json.GetText("job_id"), done.Json.GetText("job_id"), "job_id");
    }

    [Fact]
    public async Task Invalid_analyses_are_refused()
    {
        Documented(Section).ExpectStatus(400, await SendAsync("/files/analyze", Samples.CreatePng()));
        Documented(Section).ExpectStatus(422, await SendAsync("/files/analyze", Samples.CreateText(), ("timeout", "4")));
        Documented(Section).ExpectStatus(422, await SendAsync("/files/analyze", Samples.CreateText(), ("timeout", "121")));
        Documented(Section).ExpectStatus(404, await _api.GetAsync($"/job/{Samples.UnknownId}"));
    }

    private async Task<ApiResponse> SendAsync(string path, SampleFile sample, params (string Name, string Value)[] fields)
    {
        Target.RequireWriteAccess();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(sample.Bytes), "file", sample.Name } };
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        var response = await _api.SendAsync(HttpMethod.Post, path, form);
        if (response.Status == 200 && response.Json.GetText("status") != "skipped") target.TrackFile(response.Json.GetText("document_id"));
        return response;
    }
}
