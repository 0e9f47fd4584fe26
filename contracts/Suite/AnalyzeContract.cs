namespace Scopix.Contracts;

/// <summary>files.analyze, files.analyze_async, jobs.get.</summary>
public sealed class AnalyzeContract(Target target)
{
    private const string Section = "seed 001, Semantic Search & Analyze";

    private readonly Api _api = target.Api;

    [Fact]
    public async Task A_document_goes_in_and_its_text_comes_out()
    {
        var sample = Samples.Text("notes.txt", "Pump 7 was repaired.");

        var answer = await SendAsync("/files/analyze", sample, ("timeout", "60"));

        Documented(Section).Answers(200, answer);
        Fits("analysis-answer", answer);
        Documented(Section).Equal("completed", answer.Json.Text("status"), "status");
        Documented(Section).Equal("notes.txt", answer.Json.Text("filename"), "filename");
        Documented(Section).Equal(sample.Bytes.Length, (int)answer.Json.Number("size_bytes"), "size_bytes");
        Documented(Section).That(answer.Json.Text("extracted_text")!.Contains("Pump 7 was repaired.", StringComparison.Ordinal), "the text is in it");
        var file = await _api.GetAsync($"/files/{answer.Json.Text("document_id")}");
        Documented(Section).Equal("document", file.Json.Text("media_type"), "it is a file like others");
    }

    [Fact]
    public async Task The_same_bytes_are_skipped_when_asked()
    {
        var sample = Samples.Text("notes.txt", "Pump 7 was repaired.");
        var first = await SendAsync("/files/analyze", sample);

        var again = await SendAsync("/files/analyze", sample, ("skip_duplicates", "true"));

        Documented(Section).Answers(200, again);
        Documented(Section).Equal("skipped", again.Json.Text("status"), "status");
        Assumed("only the status is documented").Equal(first.Json.Text("document_id"), again.Json.Text("document_id"), "document_id");
    }

    [Fact]
    public async Task A_job_is_accepted_and_polled_until_it_is_done()
    {
        var accepted = await SendAsync("/files/analyze/async", Samples.Text("notes.txt", "Pump 8 was repaired."));
        Documented(Section).Answers(202, accepted);
        Fits("job-accepted", accepted);
        Documented(Section).Equal($"/api/v2/job/{accepted.Json.Text("job_id")}", accepted.Json.Text("poll_url"), "poll_url");

        var done = await _api.UntilAsync($"/job/{accepted.Json.Text("job_id")}", answer => answer.Json.Text("status") is not "processing");

        target.Remember(done.Json.Text("document_id"));
        Fits("analysis-answer", done);
        Assumed("the answer of a job").Equal("completed", done.Json.Text("status"), "status");
        Assumed("the answer of a job").Equal(accepted.Json.Text("job_id"), done.Json.Text("job_id"), "job_id");
    }

    [Fact]
    public async Task What_cannot_be_analyzed_is_refused()
    {
        Documented(Section).Answers(400, await SendAsync("/files/analyze", Samples.Png()));
        Documented(Section).Answers(422, await SendAsync("/files/analyze", Samples.Text(), ("timeout", "4")));
        Documented(Section).Answers(422, await SendAsync("/files/analyze", Samples.Text(), ("timeout", "121")));
        Documented(Section).Answers(404, await _api.GetAsync("/job/00000000-0000-4000-8000-000000000000"));
    }

    private async Task<Answer> SendAsync(string path, Sample sample, params (string Name, string Value)[] fields)
    {
        Target.Writes();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(sample.Bytes), "file", sample.Name } };
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        var answer = await _api.SendAsync(HttpMethod.Post, path, form);
        if (answer.Status == 200 && answer.Json.Text("status") != "skipped") target.Remember(answer.Json.Text("document_id"));
        return answer;
    }
}
