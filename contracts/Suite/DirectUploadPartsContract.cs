using static Scopix.Contracts.DirectUploads;

namespace Scopix.Contracts;

/// <summary>direct_uploads.confirm_part, retry_part, complete in parts, and abort.</summary>
public sealed class DirectUploadPartsContract(Target target)
{
    private const string StorageAbort = "Amazon S3 API Reference, AbortMultipartUpload";

    private readonly Api _api = target.Api;
    private readonly DirectUploads _uploads = new(target);

    [Fact]
    public async Task A_file_sent_in_parts_is_a_file_once_completed()
    {
        var sample = LongText();
        var upload = await _uploads.CreatedAsync(InParts(sample));
        var (first, second) = (await _uploads.PutPartAsync(upload, sample, 1), await _uploads.PutPartAsync(upload, sample, 2));

        var one = await _uploads.ConfirmAsync(upload, 1, $"\"{first.Trim('"')}\"", SmallestPart);
        var early = await _uploads.CompleteAsync(upload);
        var half = await _uploads.StateAsync(upload);
        var two = await _uploads.ConfirmAsync(upload, 2, second.Trim('"'), sample.Bytes.Length - SmallestPart);
        var whole = await _uploads.StateAsync(upload);
        var answer = await _uploads.CompleteAsync(upload, body: null);

        Progressed(upload, one, part: 1, confirmed: 1, percent: 50);
        Progressed(upload, two, part: 2, confirmed: 2, percent: 100);
        Documented(Section).Answers(422, early);
        Documented(Section).Refuses(early, 422);
        var missing = $"{early.Json.Find("error")}";
        Assumed("a client asks which").That(missing.Contains('2', StringComparison.Ordinal), $"part 2 is named: {missing}");
        Documented(Section).Equal("PENDING", half.Text("status"), "status with a part missing");
        Documented(Section).Equal("1 of 2, 50", Counts(half), "counts with a part missing");
        Documented($"{Section}, the example").Equal("UPLOADED", whole.Text("status"), "status with all parts confirmed");
        Documented(Section).Equal("2 of 2, 100", Counts(whole), "counts with all parts confirmed");
        Documented($"{Section}, the example").That(!whole.IsNull("confirmed_at"), "confirmed_at is set with all parts confirmed");
        Documented(Section).Answers(202, answer);
        await IsStoredAsync(upload, answer, sample);
    }

    [Fact]
    public async Task Progress_has_two_decimals_and_parts_come_in_any_order()
    {
        var sample = LongText(parts: 2);
        var upload = await _uploads.CreatedAsync(InParts(sample));
        var etag = await _uploads.PutPartAsync(upload, sample, 3);

        var once = await _uploads.ConfirmAsync(upload, 3, etag, Part(sample, 3).Length);
        var twice = await _uploads.ConfirmAsync(upload, 3, etag, Part(sample, 3).Length);

        var example = Documented($"{Section}, the example: 1 of 63 is 1.59");
        example.Equal(33.33, once.Json.Number("progress_percent"), "progress_percent");
        Documented(Section).Equal(1, once.Json.Number("parts_confirmed"), "parts_confirmed");
        Assumed("a client that lost the answer asks again").Answers(200, twice);
        Assumed("a part counts once").Equal("1", $"{twice.Json.Find("parts_confirmed")}", "parts_confirmed");
    }

    [Fact]
    public async Task A_confirmation_agrees_with_what_is_stored()
    {
        var sample = LongText();
        var upload = await _uploads.CreatedAsync(InParts(sample));
        var early = await _uploads.ConfirmAsync(upload, 1, "\"0123456789abcdef0123456789abcdef\"", SmallestPart);
        var etag = await _uploads.PutPartAsync(upload, sample, 2);
        var size = Part(sample, 2).Length;

        var otherTag = await _uploads.ConfirmAsync(upload, 2, "\"0123456789abcdef0123456789abcdef\"", size);
        var otherSize = await _uploads.ConfirmAsync(upload, 2, etag, size + 1);
        var state = await _uploads.StateAsync(upload);

        Assumed("there is nothing to confirm").That(early.Status is 404 or 409 or 422, $"a part never sent: {early}");
        Assumed("the storage holds another ETag").Refuses(otherTag, 409, code: "HTTP_409");
        Assumed("the storage holds another size").Refuses(otherSize, 409, code: "HTTP_409");
        Assumed("nothing was confirmed").Equal("0 of 2, 0", Counts(state), "counts");
    }

    [Theory]
    [InlineData("part_number", """{"part_number":0,"etag":"\"a\"","size_bytes":1}""")]
    [InlineData("part_number", """{"part_number":-1,"etag":"\"a\"","size_bytes":1}""")]
    [InlineData("part_number", """{"etag":"\"a\"","size_bytes":1}""")]
    [InlineData("etag", """{"part_number":1,"size_bytes":1}""")]
    [InlineData("etag", """{"part_number":1,"etag":"","size_bytes":1}""")]
    [InlineData("size_bytes", """{"part_number":1,"etag":"\"a\""}""")]
    [InlineData("size_bytes", """{"part_number":1,"etag":"\"a\"","size_bytes":-1}""")]
    public async Task A_confirmation_that_says_too_little_is_refused(string field, string json)
    {
        var upload = await _uploads.CreatedAsync(Intent(20L << 20, ("upload_mode", "multipart")));

        var answer = await _uploads.PostAsync(upload, "parts/confirm", json);

        Documented(Section).Refuses(answer, 422, field);
    }

    [Fact]
    public async Task There_are_no_parts_beyond_the_last_or_before_the_first()
    {
        var parts = await _uploads.CreatedAsync(InParts(LongText()));
        var single = await _uploads.CreatedAsync(Intent(Samples.Png(), ("upload_mode", "single_shot")));

        var (zero, none) = (await _uploads.RetryAsync(parts, 0), await _uploads.PostAsync(parts, "parts/retry", "{}"));
        Answer[] unknown = [
            await _uploads.RetryAsync(parts, 3), await _uploads.ConfirmAsync(parts, 3, "\"a\"", 1),
            await _uploads.RetryAsync(single, 1), await _uploads.ConfirmAsync(single, 1, "\"a\"", 1)];

        Documented(Section).Refuses(zero, 422, "part_number");
        Documented(Section).Refuses(none, 422, "part_number");
        foreach (var answer in unknown)
            Documented(Section).That(answer.Status is 404 or 409 or 422, $"there is no such part: {answer}");
    }

    [Fact]
    public async Task A_retried_part_is_sent_again()
    {
        var sample = LongText();
        var upload = await _uploads.CreatedAsync(InParts(sample));
        var bytes = Part(sample, 2);
        var broken = await _uploads.PutAsync(PartUrl(upload, 2), [.. bytes[1..], (byte)'?']);

        var retry = await _uploads.RetryAsync(upload, 2);
        var put = await _uploads.PutAsync(retry.Json.Text("url")!, bytes);
        var stale = await _uploads.ConfirmAsync(upload, 2, broken.Header("ETag")!, bytes.Length);
        var fresh = await _uploads.ConfirmAsync(upload, 2, put.Header("ETag")!, bytes.Length);

        Documented(Section).Answers(200, retry);
        Fits("retry-part-answer", retry);
        Documented(Section).Equal(upload.Text("upload_id"), retry.Json.Text("upload_id"), "upload_id");
        Documented(Section).Equal(2, retry.Json.Number("part_number"), "part_number");
        var former = upload.List("part_urls")[1].Time("expires_at");
        Documented(Section).That(retry.Json.Time("expires_at") >= former, "a fresh URL does not expire earlier");
        Documented(Section).Answers(200, put);
        Assumed("the storage holds the part's last bytes").Refuses(stale, 409, code: "HTTP_409");
        Documented(Section).Answers(200, fresh);
    }

    [Fact]
    public async Task Completing_an_upload_whose_hash_differs_returns_409_and_makes_no_file()
    {
        var (claimed, sent) = (LongText(), LongText());
        sent.Bytes[100] ^= 1;
        var upload = await _uploads.CreatedAsync(InParts(claimed));
        for (var part = 1; part <= 2; part++)
            await _uploads.ConfirmAsync(upload, part, await _uploads.PutPartAsync(upload, sent, part), Part(sent, part).Length);

        var (first, second) = (await _uploads.CompleteAsync(upload), await _uploads.CompleteAsync(upload));
        var state = await _uploads.StateAsync(upload);

        Documented(Section).Answers(409, first);
        Documented(Section).Refuses(first, 409, code: "HTTP_409");
        Assumed("a failed upload stays failed").Refuses(second, 409, code: "HTTP_409");
        Assumed("no other state would do").Equal("FAILED", state.Text("status"), "status");
        Assumed("that is what it is for").That(!state.IsNull("error_message"), "error_message is set");
        Documented(Section).That(!await _uploads.IsKnownAsync(claimed.Hash), "there is no file of the claimed hash");
        Documented(Section).That(!await _uploads.IsKnownAsync(sent.Hash), "there is no file of the bytes sent");
    }

    [Fact]
    public async Task An_aborted_upload_is_over()
    {
        var sample = LongText();
        var upload = await _uploads.CreatedAsync(InParts(sample));
        await _uploads.PutPartAsync(upload, sample, 2);

        var answer = await _uploads.AbortAsync(upload, "User cancelled: über & out");
        var state = await _uploads.StateAsync(upload);
        var put = await _uploads.PutAsync(PartUrl(upload, 2), Part(sample, 2));

        Documented(Section).Answers(200, answer);
        Fits("abort-upload-answer", answer);
        Documented(Section).Equal(upload.Text("upload_id"), answer.Json.Text("upload_id"), "upload_id");
        Documented(Section).That(answer.Json.Flag("aborted"), "aborted is true");
        Documented(Section).Equal("User cancelled: über & out", answer.Json.Text("reason"), "reason");
        Assumed("no other state would do").Equal("FAILED", state.Text("status"), "status");
        Documented(Section).That(put.Status is >= 400 and < 500, $"the storage's upload is aborted too: {put}");
        Public(StorageAbort).Answers(404, put);
        Assumed("it is over").Refuses(await _uploads.CompleteAsync(upload), 409, code: "HTTP_409");
        Assumed("it is over").Refuses(await _uploads.RetryAsync(upload, 1), 409, code: "HTTP_409");
        Assumed("it is over").Refuses(await _uploads.ConfirmAsync(upload, 2, "\"a\"", 1), 409, code: "HTTP_409");
    }

    [Fact]
    public async Task The_reason_of_an_abort_is_optional_and_has_at_most_255_characters()
    {
        var silent = await _uploads.CreatedAsync(Intent(Samples.Png("a.png")));
        var wordy = await _uploads.CreatedAsync(Intent(Samples.Png("b.png")));

        var none = await _uploads.AbortAsync(silent);
        var beyond = await _uploads.AbortAsync(wordy, new string('é', 256));
        var state = await _uploads.StateAsync(wordy);
        var longest = await _uploads.AbortAsync(wordy, new string('é', 255));

        Documented(Section).Answers(200, none);
        Fits("abort-upload-answer", none);
        Assumed("none was given").That(none.Json.IsNull("reason"), "reason is null");
        Documented(Section).Refuses(beyond, 422, "reason");
        Documented(Section).Equal("PENDING", state.Text("status"), "status after a refused abort");
        Documented(Section).Answers(200, longest);
        Documented(Section).Equal(new string('é', 255), longest.Json.Text("reason"), "reason");
    }

    [Fact]
    public async Task A_completed_upload_cannot_be_aborted()
    {
        var sample = Samples.Png();
        var upload = await _uploads.CreatedAsync(Intent(sample, ("upload_mode", "single_shot")));
        await _uploads.PutAsync(upload, sample.Bytes);
        var completed = await _uploads.CompleteAsync(upload);

        var answer = await _uploads.AbortAsync(upload, "too late");

        Assumed("the file exists already").Refuses(answer, 409, code: "HTTP_409");
        Documented(Section).Equal("COMPLETED", (await _uploads.StateAsync(upload)).Text("status"), "status");
        Documented(Section).Answers(200, await _api.GetAsync($"/files/{completed.Json.Text("file_id")}"));
    }

    private static void Progressed(JsonElement upload, Answer answer, int part, int confirmed, double percent)
    {
        Documented(Section).Answers(200, answer);
        Fits("confirm-part-answer", answer);
        Documented(Section).Equal(upload.Text("upload_id"), answer.Json.Text("upload_id"), "upload_id");
        Documented(Section).Equal(part, answer.Json.Number("part_number"), "part_number");
        Documented(Section).Equal(confirmed, answer.Json.Number("parts_confirmed"), "parts_confirmed");
        Documented(Section).Equal(2, answer.Json.Number("total_parts"), "total_parts");
        Documented(Section).Equal(percent, answer.Json.Number("progress_percent"), "progress_percent");
    }

    private async Task IsStoredAsync(JsonElement upload, Answer answer, Sample sample)
    {
        Fits("complete-upload-answer", answer);
        Documented(Section).Equal("document", answer.Json.Text("media_type"), "media_type");
        var id = answer.Json.Text("file_id")!;
        var details = await _api.GetAsync($"/files/{id}");
        Fits("document-file-details", details);
        Documented("seed 000, DocumentFileDetails").Equal("multipart", details.Json.Text("upload_method"), "upload_method");
        Documented("seed 000, DocumentFileDetails").Equal(sample.Hash, details.Json.Text("hash"), "hash");
        var stored = await _uploads.DownloadAsync(id);
        Documented(Section).That(stored.SequenceEqual(sample.Bytes), "the bytes are those that were sent");
        var state = await _uploads.StateAsync(upload);
        Documented(Section).Equal("COMPLETED", state.Text("status"), "status");
        Documented(Section).Equal("2 of 2, 100", Counts(state), "counts at the end");
    }

    private static string Counts(JsonElement state) => string.Create(
        CultureInfo.InvariantCulture,
        $"{state.Number("parts_confirmed")} of {state.Number("total_parts")}, {state.Number("progress_percent")}");
}
