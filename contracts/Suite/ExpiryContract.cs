namespace Scopix.Contracts;

/// <summary>URLs and intents live as long as the documents say, and no longer.</summary>
public sealed class ExpiryContract(Target target)
{
    private readonly Api _api = target.Timed;

    [Theory]
    [InlineData("download", 300, "seed 001, File Listing & Retrieval")]
    [InlineData("variant/original", 3600, "seed 001, Image Operations")]
    public async Task A_link_to_a_file_expires(string view, int seconds, string source)
    {
        var id = await _api.UploadedAsync(Samples.Png());
        await _api.DoneAsync(id);
        var link = (await _api.GetAsync($"/files/{id}/{view}")).Location!.ToString();

        await Target.PassAsync(_api, TimeSpan.FromSeconds(seconds - 30));
        var early = await target.Anonymous.GetAsync(link);
        await Target.PassAsync(_api, TimeSpan.FromSeconds(35));
        var late = await target.Anonymous.GetAsync(link);
        var fresh = (await _api.GetAsync($"/files/{id}/{view}")).Location!.ToString();

        Documented(source).Answers(200, early);
        Documented(source).Answers(403, late);
        Documented(source).Answers(200, await target.Anonymous.GetAsync(fresh));
    }

    [Fact]
    public async Task A_data_export_expires_after_an_hour()
    {
        Target.Writes();
        var accepted = await _api.PostAsync("/data/export", new { data_type = "descriptions", format = "csv", limit = 1 });
        var done = await _api.UntilAsync($"/data/export/{accepted.Json.Text("export_id")}", a => a.Json.Text("status") is "completed");
        var link = done.Json.Text("download_url")!;

        var early = await target.Anonymous.GetAsync(link);
        await Target.PassAsync(_api, TimeSpan.FromSeconds(3605));
        var late = await target.Anonymous.GetAsync(link);

        Documented("seed 004, Data Export").Answers(200, early);
        Documented("seed 004, Data Export").Answers(403, late);
    }

    [Fact]
    public async Task An_intent_its_URL_and_what_follows_it_expire_after_ten_minutes()
    {
        var (uploads, sample) = (new DirectUploads(target, _api), Samples.Png());
        var upload = await uploads.CreatedAsync(DirectUploads.Intent(sample, ("upload_mode", "single_shot")));

        await Target.PassAsync(_api, TimeSpan.FromSeconds(605));
        var put = await uploads.PutAsync(upload, sample.Bytes);
        var complete = await uploads.CompleteAsync(upload);

        Documented($"{DirectUploads.Section}, expires_at").Answers(403, put);
        Assumed("an intent that is over cannot be completed").Refuses(complete, 409, code: "HTTP_409");
        Assumed("no other state would do").Equal("FAILED", (await uploads.StateAsync(upload)).Text("status"), "status");
    }

    [Fact]
    public async Task A_part_s_URLs_expire_and_so_does_its_confirmation()
    {
        var (uploads, sample) = (new DirectUploads(target, _api), DirectUploads.LongText());
        var upload = await uploads.CreatedAsync(DirectUploads.InParts(sample));
        var etag = await uploads.PutPartAsync(upload, sample, 2);
        var retry = await uploads.RetryAsync(upload, 1);

        await Target.PassAsync(_api, TimeSpan.FromHours(2));
        var put = await uploads.PutAsync(DirectUploads.PartUrl(upload, 1), DirectUploads.Part(sample, 1));
        var again = await uploads.PutAsync(retry.Json.Text("url")!, DirectUploads.Part(sample, 1));
        var confirm = await uploads.ConfirmAsync(upload, 2, etag, DirectUploads.Part(sample, 2).Length);

        Documented($"{DirectUploads.Section}, expires_at").Answers(403, put);
        Documented($"{DirectUploads.Section}, expires_at").Answers(403, again);
        Assumed("an intent that is over takes no parts").Refuses(confirm, 409, code: "HTTP_409");
    }
}
