using static Scopix.Contracts.Runner.DirectUploadDriver;

namespace Scopix.Contracts;

/// <summary>direct_uploads.confirm_part, retry_part, complete in parts, and abort.</summary>
public sealed class DirectUploadPartsContract(Target target)
{
    private const string StorageAbort = "Amazon S3 API Reference, AbortMultipartUpload";

    private readonly ApiClient _api = target.Api;
    private readonly DirectUploadDriver _uploads = new(target);

    [Fact]
    public async Task A_file_sent_in_parts_is_a_file_once_completed()
    {
        var sample = CreateLongText();
        var upload = await _uploads.CreateSuccessfullyAsync(CreateMultipartIntent(sample));
        var (first, second) = (await _uploads.PutPartAsync(upload, sample, 1), await _uploads.PutPartAsync(upload, sample, 2));

        var one = await _uploads.ConfirmAsync(upload, 1, $"\"{first.Trim('"')}\"", MinPartSize);
        var early = await _uploads.CompleteAsync(upload);
        var afterFirstPart = await _uploads.GetStateAsync(upload);
        var two = await _uploads.ConfirmAsync(upload, 2, second.Trim('"'), sample.Bytes.Length - MinPartSize);
        var afterAllParts = await _uploads.GetStateAsync(upload);
        var response = await _uploads.CompleteAsync(upload, body: null);

        ExpectProgress(upload, one, part: 1, confirmed: 1, percent: 50);
        ExpectProgress(upload, two, part: 2, confirmed: 2, percent: 100);
        Documented(Section).ExpectStatus(422, early);
        Documented(Section).ExpectRefusal(early, 422);
        var missing = $"{early.Json.Find("error")}";
        Assumed("a client needs to know which part is missing")
            .Expect(missing.Contains('2', StringComparison.Ordinal), $"the error names part 2, was {missing}");
        Documented(Section).ExpectEqual("PENDING", afterFirstPart.GetText("status"), "status with a part missing");
        Documented(Section).ExpectEqual("1 of 2, 50", FormatCounts(afterFirstPart), "counts with a part missing");
        Documented($"{Section}, the example").ExpectEqual("UPLOADED", afterAllParts.GetText("status"), "status with all parts confirmed");
        Documented(Section).ExpectEqual("2 of 2, 100", FormatCounts(afterAllParts), "counts with all parts confirmed");
        Documented($"{Section}, the example").Expect(!afterAllParts.IsNull("confirmed_at"), "confirmed_at is set with all parts confirmed");
        Documented(Section).ExpectStatus(202, response);
        await IsStoredAsync(upload, response, sample);
    }

    [Fact]
    public async Task Progress_has_two_decimals_and_parts_come_in_any_order()
    {
        var sample = CreateLongText(parts: 2);
        var upload = await _uploads.CreateSuccessfullyAsync(CreateMultipartIntent(sample));
        var etag = await _uploads.PutPartAsync(upload, sample, 3);

        var once = await _uploads.ConfirmAsync(upload, 3, etag, GetPartBytes(sample, 3).Length);
        var twice = await _uploads.ConfirmAsync(upload, 3, etag, GetPartBytes(sample, 3).Length);

        var example = Documented($"{Section}, the example: 1 of 63 is 1.59");
        example.ExpectEqual(33.33, once.Json.GetNumber("progress_percent"), "progress_percent");
        Documented(Section).ExpectEqual(1, once.Json.GetNumber("parts_confirmed"), "parts_confirmed");
        Assumed("a client that lost the response repeats the request").ExpectStatus(200, twice);
        Assumed("a part counts once").ExpectEqual("1", $"{twice.Json.Find("parts_confirmed")}", "parts_confirmed");
    }

    [Fact]
    public async Task A_confirmation_agrees_with_what_is_stored()
    {
        var sample = CreateLongText();
        var upload = await _uploads.CreateSuccessfullyAsync(CreateMultipartIntent(sample));
        var early = await _uploads.ConfirmAsync(upload, 1, "\"0123456789abcdef0123456789abcdef\"", MinPartSize);
        var etag = await _uploads.PutPartAsync(upload, sample, 2);
        var size = GetPartBytes(sample, 2).Length;

        var otherTag = await _uploads.ConfirmAsync(upload, 2, "\"0123456789abcdef0123456789abcdef\"", size);
        var otherSize = await _uploads.ConfirmAsync(upload, 2, etag, size + 1);
        var state = await _uploads.GetStateAsync(upload);

        Assumed("a part that was not sent cannot be confirmed")
            .Expect(early.Status is 404 or 409 or 422, $"confirming a part that was never sent is refused, was {early}");
        Assumed("the storage holds another ETag").ExpectRefusal(otherTag, 409, code: "HTTP_409");
        Assumed("the storage holds another size").ExpectRefusal(otherSize, 409, code: "HTTP_409");
        Assumed("nothing was confirmed").ExpectEqual("0 of 2, 0", FormatCounts(state), "counts");
    }

    [Theory]
    [InlineData("part_number", """{"part_number":0,"etag":"\"a\"","size_bytes":1}""")]
    [InlineData("part_number", """{"part_number":-1,"etag":"\"a\"","size_bytes":1}""")]
    [InlineData("part_number", """{"etag":"\"a\"","size_bytes":1}""")]
    [InlineData("etag", """{"part_number":1,"size_bytes":1}""")]
    [InlineData("etag", """{"part_number":1,"etag":"","size_bytes":1}""")]
    [InlineData("size_bytes", """{"part_number":1,"etag":"\"a\""}""")]
    [InlineData("size_bytes", """{"part_number":1,"etag":"\"a\"","size_bytes":-1}""")]
    public async Task An_incomplete_confirmation_is_refused(string field, string json)
    {
        var upload = await _uploads.CreateSuccessfullyAsync(CreateIntent(20L << 20, ("upload_mode", "multipart")));

        var response = await _uploads.PostAsync(upload, "parts/confirm", json);

        Documented(Section).ExpectRefusal(response, 422, field);
    }

    [Fact]
    public async Task There_are_no_parts_beyond_the_last_or_before_the_first()
    {
        var parts = await _uploads.CreateSuccessfullyAsync(CreateMultipartIntent(CreateLongText()));
        var single = await _uploads.CreateSuccessfullyAsync(CreateIntent(Samples.CreatePng(), ("upload_mode", "single_shot")));

        var (zero, none) = (await _uploads.RetryAsync(parts, 0), await _uploads.PostAsync(parts, "parts/retry", "{}"));
        ApiResponse[] unknown = [
            await _uploads.RetryAsync(parts, 3), await _uploads.ConfirmAsync(parts, 3, "\"a\"", 1),
            await _uploads.RetryAsync(single, 1), await _uploads.ConfirmAsync(single, 1, "\"a\"", 1)];

        Documented(Section).ExpectRefusal(zero, 422, "part_number");
        Documented(Section).ExpectRefusal(none, 422, "part_number");
        foreach (var response in unknown)
            Documented(Section).Expect(response.Status is 404 or 409 or 422, $"the part does not exist, was {response}");
    }

    [Fact]
    public async Task A_retried_part_is_sent_again()
    {
        var sample = CreateLongText();
        var upload = await _uploads.CreateSuccessfullyAsync(CreateMultipartIntent(sample));
        var bytes = GetPartBytes(sample, 2);
        var broken = await _uploads.PutAsync(GetPartUrl(upload, 2), [.. bytes[1..], (byte)'?']);

        var retry = await _uploads.RetryAsync(upload, 2);
        var put = await _uploads.PutAsync(retry.Json.GetText("url")!, bytes);
        var stale = await _uploads.ConfirmAsync(upload, 2, broken.GetHeader("ETag")!, bytes.Length);
        var fresh = await _uploads.ConfirmAsync(upload, 2, put.GetHeader("ETag")!, bytes.Length);

        Documented(Section).ExpectStatus(200, retry);
        ExpectSchema("retry-part-answer", retry);
        Documented(Section).ExpectEqual(upload.GetText("upload_id"), retry.Json.GetText("upload_id"), "upload_id");
        Documented(Section).ExpectEqual(2, retry.Json.GetNumber("part_number"), "part_number");
        var former = upload.GetArray("part_urls")[1].GetTime("expires_at");
        Documented(Section).Expect(retry.Json.GetTime("expires_at") >= former, "a fresh URL does not expire earlier");
        Documented(Section).ExpectStatus(200, put);
        Assumed("the storage holds the part's last bytes").ExpectRefusal(stale, 409, code: "HTTP_409");
        Documented(Section).ExpectStatus(200, fresh);
    }

    [Fact]
    public async Task Completing_an_upload_whose_hash_differs_returns_409_and_makes_no_file()
    {
        var (claimed, sent) = (CreateLongText(), CreateLongText());
        sent.Bytes[100] ^= 1;
        var upload = await _uploads.CreateSuccessfullyAsync(CreateMultipartIntent(claimed));
        for (var part = 1; part <= 2; part++)
            await _uploads.ConfirmAsync(upload, part, await _uploads.PutPartAsync(upload, sent, part), GetPartBytes(sent, part).Length);

        var (first, second) = (await _uploads.CompleteAsync(upload), await _uploads.CompleteAsync(upload));
        var state = await _uploads.GetStateAsync(upload);

        Documented(Section).ExpectStatus(409, first);
        Documented(Section).ExpectRefusal(first, 409, code: "HTTP_409");
        Assumed("a failed upload stays failed").ExpectRefusal(second, 409, code: "HTTP_409");
        Assumed("no other documented status fits").ExpectEqual("FAILED", state.GetText("status"), "status");
        Assumed("the field exists for this reason").Expect(!state.IsNull("error_message"), "error_message is set");
        Documented(Section).Expect(!await _uploads.IsDuplicateAsync(claimed.Hash), "there is no file of the claimed hash");
        Documented(Section).Expect(!await _uploads.IsDuplicateAsync(sent.Hash), "there is no file of the bytes sent");
    }

    [Fact]
    public async Task An_upload_can_be_aborted_and_then_accepts_no_more_parts()
    {
        var sample = CreateLongText();
        var upload = await _uploads.CreateSuccessfullyAsync(CreateMultipartIntent(sample));
        await _uploads.PutPartAsync(upload, sample, 2);

        var response = await _uploads.AbortAsync(upload, "User cancelled: über & out");
        var state = await _uploads.GetStateAsync(upload);
        var put = await _uploads.PutAsync(GetPartUrl(upload, 2), GetPartBytes(sample, 2));

        Documented(Section).ExpectStatus(200, response);
        ExpectSchema("abort-upload-answer", response);
        Documented(Section).ExpectEqual(upload.GetText("upload_id"), response.Json.GetText("upload_id"), "upload_id");
        Documented(Section).Expect(response.Json.GetFlag("aborted"), "aborted is true");
        Documented(Section).ExpectEqual("User cancelled: über & out", response.Json.GetText("reason"), "reason");
        Assumed("no other documented status fits").ExpectEqual("FAILED", state.GetText("status"), "status");
        Documented(Section).Expect(put.Status is >= 400 and < 500, $"the multipart upload in the storage is aborted too, was {put}");
        Public(StorageAbort).ExpectStatus(404, put);
        Assumed("it is over").ExpectRefusal(await _uploads.CompleteAsync(upload), 409, code: "HTTP_409");
        Assumed("it is over").ExpectRefusal(await _uploads.RetryAsync(upload, 1), 409, code: "HTTP_409");
        Assumed("it is over").ExpectRefusal(await _uploads.ConfirmAsync(upload, 2, "\"a\"", 1), 409, code: "HTTP_409");
    }

    [Fact]
    public async Task The_reason_of_an_abort_is_optional_and_has_at_most_255_characters()
    {
        var withoutReason = await _uploads.CreateSuccessfullyAsync(CreateIntent(Samples.CreatePng("a.png")));
        var withLongReason = await _uploads.CreateSuccessfullyAsync(CreateIntent(Samples.CreatePng("b.png")));

        var none = await _uploads.AbortAsync(withoutReason);
        var beyond = await _uploads.AbortAsync(withLongReason, new string('é', 256));
        var state = await _uploads.GetStateAsync(withLongReason);
        var longest = await _uploads.AbortAsync(withLongReason, new string('é', 255));

        Documented(Section).ExpectStatus(200, none);
        ExpectSchema("abort-upload-answer", none);
        Assumed("no reason was sent").Expect(none.Json.IsNull("reason"), "reason is null");
        Documented(Section).ExpectRefusal(beyond, 422, "reason");
        Documented(Section).ExpectEqual("PENDING", state.GetText("status"), "status after a refused abort");
        Documented(Section).ExpectStatus(200, longest);
        Documented(Section).ExpectEqual(new string('é', 255), longest.Json.GetText("reason"), "reason");
    }

    [Fact]
    public async Task A_completed_upload_cannot_be_aborted()
    {
        var sample = Samples.CreatePng();
        var upload = await _uploads.CreateSuccessfullyAsync(CreateIntent(sample, ("upload_mode", "single_shot")));
        await _uploads.PutAsync(upload, sample.Bytes);
        var completed = await _uploads.CompleteAsync(upload);

        var response = await _uploads.AbortAsync(upload, "too late");

        Assumed("the file exists already").ExpectRefusal(response, 409, code: "HTTP_409");
        Documented(Section).ExpectEqual("COMPLETED", (await _uploads.GetStateAsync(upload)).GetText("status"), "status");
        Documented(Section).ExpectStatus(200, await _api.GetAsync($"/files/{completed.Json.GetText("file_id")}"));
    }

    private static void ExpectProgress(JsonElement upload, ApiResponse response, int part, int confirmed, double percent)
    {
        Documented(Section).ExpectStatus(200, response);
        ExpectSchema("confirm-part-answer", response);
        Documented(Section).ExpectEqual(upload.GetText("upload_id"), response.Json.GetText("upload_id"), "upload_id");
        Documented(Section).ExpectEqual(part, response.Json.GetNumber("part_number"), "part_number");
        Documented(Section).ExpectEqual(confirmed, response.Json.GetNumber("parts_confirmed"), "parts_confirmed");
        Documented(Section).ExpectEqual(2, response.Json.GetNumber("total_parts"), "total_parts");
        Documented(Section).ExpectEqual(percent, response.Json.GetNumber("progress_percent"), "progress_percent");
    }

    private async Task IsStoredAsync(JsonElement upload, ApiResponse response, SampleFile sample)
    {
        ExpectSchema("complete-upload-answer", response);
        Documented(Section).ExpectEqual("document", response.Json.GetText("media_type"), "media_type");
        var id = response.Json.GetText("file_id")!;
        var details = await _api.GetAsync($"/files/{id}");
        ExpectSchema("document-file-details", details);
        Documented("seed 000, DocumentFileDetails").ExpectEqual("multipart", details.Json.GetText("upload_method"), "upload_method");
        Documented("seed 000, DocumentFileDetails").ExpectEqual(sample.Hash, details.Json.GetText("hash"), "hash");
        var stored = await _uploads.DownloadAsync(id);
        Documented(Section).Expect(stored.SequenceEqual(sample.Bytes), "the downloaded bytes equal the sent ones");
        var state = await _uploads.GetStateAsync(upload);
        Documented(Section).ExpectEqual("COMPLETED", state.GetText("status"), "status");
        Documented(Section).ExpectEqual("2 of 2, 100", FormatCounts(state), "counts at the end");
    }

    private static string FormatCounts(JsonElement state) => string.Create(
        CultureInfo.InvariantCulture,
        $"{state.GetNumber("parts_confirmed")} of {state.GetNumber("total_parts")}, {state.GetNumber("progress_percent")}");
}
