using static Scopix.Contracts.Runner.DirectUploadDriver;

namespace Scopix.Contracts;

/// <summary>direct_uploads.create, get and complete: one PUT, the mode, Idempotency-Key, duplicates.</summary>
public sealed class DirectUploadsContract(Target target)
{
    private const string Limits = "seed 001, Limits & Constraints";

    private readonly ApiClient _api = target.Api;
    private readonly DirectUploadDriver _uploads = new(target);

    [Fact]
    public async Task An_intent_returns_the_URL_and_the_headers_of_one_PUT()
    {
        var sample = Samples.CreatePng("site plan.png");

        var upload = await _uploads.CreateSuccessfullyAsync(CreateIntent(sample, ("upload_mode", "single_shot")));

        ExpectSchema("single-shot-upload-answer", upload.GetRawText());
        Documented(Section).ExpectEqual("image", upload.GetText("media_type"), "media_type");
        Documented(Section).ExpectEqual(sample.ContentType, upload.GetText("headers.Content-Type"), "Content-Type");
        var checksum = Convert.ToBase64String(Convert.FromHexString(sample.Hash));
        Documented(Section).ExpectEqual(checksum, upload.GetText("headers.x-amz-checksum-sha256"), "x-amz-checksum-sha256");
        var key = upload.GetText("object_key")!;
        Documented(Section)
            .Expect(key.EndsWith($"/{sample.Hash}.png", StringComparison.Ordinal), $"object_key ends with hash and type, was {key}");
        Assumed("videos/ for a video")
            .Expect(key.StartsWith("images/", StringComparison.Ordinal), $"object_key begins with the media type, was {key}");
        Assumed("as in the example").ExpectEqual(sample.Bytes.Length, upload.GetNumber("max_size_bytes"), "max_size_bytes");
    }

    [Fact]
    public async Task A_file_sent_in_one_PUT_is_a_file_once_completed()
    {
        var sample = Samples.CreatePng("Ünïcode ☂ plan.png");
        var upload = await _uploads.CreateSuccessfullyAsync(CreateIntent(
            sample, ("upload_mode", "single_shot"), ("title", "Site Inspection"), ("tags", CreateTags("inspection", "site-a"))));

        var put = await _uploads.PutAsync(upload, sample.Bytes);
        var response = await _uploads.CompleteAsync(upload);

        Documented(Section).ExpectStatus(200, put);
        Documented(Section).ExpectStatus(202, response);
        ExpectSchema("complete-upload-answer", response);
        foreach (var name in new[] { "upload_id", "media_type", "object_key" })
            Documented(Section).ExpectEqual(upload.GetText(name), response.Json.GetText(name), name);
        Documented(Section).ExpectEqual(sample.Name, response.Json.GetText("filename"), "filename");
        Documented(Section).ExpectEqual(sample.Bytes.Length, response.Json.GetNumber("size_bytes"), "size_bytes");
        Documented(Section).Expect(!response.Json.GetFlag("deduplicated"), "the content is new");

        var id = response.Json.GetText("file_id")!;
        var details = await _api.GetAsync($"/files/{id}");
        ExpectSchema("image-file-details", details);
        Documented("seed 000, ImageFileDetails").ExpectEqual("presigned", details.Json.GetText("upload_method"), "upload_method");
        Documented("seed 000, ImageFileDetails").ExpectEqual(sample.Hash, details.Json.GetText("hash"), "hash");
        Documented(Section).ExpectEqual("Site Inspection", details.Json.GetText("title"), "title");
        var tags = details.Json.GetArray("tags").Select(t => t.GetString());
        Documented(Section).ExpectSequence([ApiClient.TestTag, "inspection", "site-a"], tags, "tags");
        var stored = await _uploads.DownloadAsync(id);
        Documented(Section).Expect(stored.SequenceEqual(sample.Bytes), "the downloaded bytes equal the sent ones");
        var done = await _api.WaitUntilProcessedAsync(id);
        Documented(Section).ExpectEqual("completed", done.GetText("primary_status"), "primary_status");
    }

    [Fact]
    public async Task The_state_of_an_upload_follows_its_progress()
    {
        var sample = Samples.CreatePng();
        var upload = await _uploads.CreateSuccessfullyAsync(CreateIntent(sample, ("upload_mode", "single_shot")));

        var announced = await _uploads.GetStateAsync(upload);
        await _uploads.PutAsync(upload, sample.Bytes);
        var sent = await _uploads.GetStateAsync(upload);
        await _uploads.CompleteAsync(upload);
        var completed = await _uploads.GetStateAsync(upload);

        Documented(Section).ExpectEqual("PENDING", announced.GetText("status"), "status before the PUT");
        Documented(Section).Expect(sent.GetText("status") is "PENDING" or "UPLOADED",
            $"the status after the PUT is PENDING or UPLOADED, was {sent.GetText("status")}");
        Documented(Section).ExpectEqual("COMPLETED", completed.GetText("status"), "status at the end");
        foreach (var name in new[] { "upload_id", "upload_mode", "media_type", "object_key", "expires_at" })
            Documented(Section).ExpectEqual(upload.GetText(name), announced.GetText(name), name);
        Documented(Section).ExpectEqual(sample.Name, announced.GetText("filename"), "filename");
        Documented(Section).ExpectEqual(sample.Bytes.Length, announced.GetNumber("size_bytes"), "size_bytes");
        foreach (var name in new[] { "total_parts", "parts_confirmed", "progress_percent" })
            Documented(Section).Expect(announced.IsNull(name) && completed.IsNull(name), $"{name} is null for single_shot");
        Assumed("nothing is confirmed yet").Expect(announced.IsNull("confirmed_at"), "confirmed_at is null before the PUT");
        Assumed("a completed upload is confirmed").Expect(!completed.IsNull("confirmed_at"), "confirmed_at is set at the end");
        Documented(Section).Expect(announced.IsNull("error_message") && completed.IsNull("error_message"), "error_message is null");
    }

    [Fact]
    public async Task An_upload_expires_ten_minutes_after_its_creation()
    {
        var upload = await _uploads.CreateSuccessfullyAsync(CreateIntent(Samples.CreatePng()));

        var state = await _uploads.GetStateAsync(upload);

        var life = state.GetTime("expires_at") - state.GetTime("created_at");
        var error = (life - TimeSpan.FromMinutes(10)).Duration();
        Documented($"{Section}, the example").Expect(error < TimeSpan.FromSeconds(15), $"the upload expires after ten minutes, was {life}");
    }

    [Fact]
    public async Task The_storage_accepts_only_what_was_signed()
    {
        var sample = Samples.CreatePng();
        byte[] other = [.. sample.Bytes[..^1], (byte)~sample.Bytes[^1]];
        var upload = await _uploads.CreateSuccessfullyAsync(CreateIntent(sample, ("upload_mode", "single_shot")));

        var otherBytes = await _uploads.PutAsync(upload, other);
        var noHeaders = await _uploads.PutAsync(upload.GetText("presigned_url")!, sample.Bytes);
        var completed = await _uploads.CompleteAsync(upload);

        Public("Amazon S3 User Guide, Checking object integrity").ExpectStatus(400, otherBytes);
        var signed = Public("Amazon S3 API Reference, Signature Version 4: signed headers are sent");
        signed.Expect(
            noHeaders.Status == 403
                || (noHeaders.Status == 400 && noHeaders.Body.Contains("<Code>AccessDenied</Code>", StringComparison.Ordinal)),
                $"403 (MinIO: 400 AccessDenied) without the headers, was {noHeaders}");
        Assumed("nothing was stored").Expect(completed.Status is 409 or 422, $"complete is refused, was {completed}");
        ExpectSchema("error", completed);
        Documented(Section).Expect(!await _uploads.IsDuplicateAsync(sample.Hash), "no file was created");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Completing_twice_gives_the_same_file(bool withKey)
    {
        var sample = Samples.CreatePng();
        var key = withKey ? Samples.CreateMarker("key") : null;
        var upload = await _uploads.CreateSuccessfullyAsync(CreateIntent(sample, ("upload_mode", "single_shot")));
        await _uploads.PutAsync(upload, sample.Bytes);

        var (first, second) = (await _uploads.CompleteAsync(upload, key), await _uploads.CompleteAsync(upload, key));

        Documented(Section).ExpectStatus(202, first);
        var claim = withKey ? Documented(Section) : Assumed("a client that lost the answer asks again");
        claim.ExpectStatus(202, second);
        claim.ExpectEqual($"{first.Json.Find("file_id")}", $"{second.Json.Find("file_id")}", "file_id");
        var (before, after) = ($"{first.Json.Find("deduplicated")}", $"{second.Json.Find("deduplicated")}");
        Assumed("both requests are the same completion").ExpectEqual(before, after, "deduplicated");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Known_content_is_reported_and_the_existing_file_is_returned_on_request(bool isAsked)
    {
        var sample = Samples.CreatePng();
        var existing = await _api.UploadAndGetIdAsync(sample);
        var upload =
            await _uploads.CreateSuccessfullyAsync(CreateIntent(sample, ("upload_mode", "single_shot"), ("skip_duplicates", isAsked)));
        await _uploads.PutAsync(upload, sample.Bytes);

        var response = await _uploads.CompleteAsync(upload);

        Documented(Section).ExpectStatus(202, response);
        ExpectSchema("complete-upload-answer", response);
        Documented(Section).ExpectEqual(true, response.Json.GetFlag("deduplicated"), "deduplicated for content of an existing file");
        var isExisting = response.Json.GetText("file_id") == existing;
        if (isAsked) Documented(Section).Expect(isExisting, "file_id is the existing file's");
        else Assumed("without skip_duplicates a new file is created").Expect(!isExisting, "file_id is a new file's");
    }

    [Fact]
    public async Task The_mode_is_chosen_by_size_when_none_is_given()
    {
        var small = await _uploads.CreateSuccessfullyAsync(CreateIntent(Samples.CreatePng()));
        var large = await _uploads.CreateSuccessfullyAsync(CreateIntent(200L << 20));

        Assumed("one PUT is sufficient").ExpectEqual("single_shot", small.GetText("upload_mode"), "upload_mode of a small file");
        Assumed("200 MB is beyond the limit of streaming uploads")
            .ExpectEqual("multipart", large.GetText("upload_mode"), "upload_mode of 200 MB");
        if (large.GetText("upload_mode") == "multipart") ExpectPartsCoverFile(large, 200L << 20);
    }

    [Fact]
    public async Task The_documented_example_has_63_parts()
    {
        var upload =
            await _uploads.CreateSuccessfullyAsync(CreateIntent(524288000, ("upload_mode", "multipart"), ("part_size_bytes", 8388608)));

        Documented(Section).ExpectEqual("video", upload.GetText("media_type"), "media_type");
        Documented(Section).ExpectEqual(8388608, upload.GetNumber("part_size_bytes"), "part_size_bytes");
        Documented(Section).ExpectEqual(63, upload.GetNumber("total_parts"), "total_parts");
        ExpectPartsCoverFile(upload, 524288000);
    }

    [Fact]
    public async Task The_largest_file_has_at_most_10000_parts()
    {
        const long size = 5L << 40;

        var upload =
            await _uploads.CreateSuccessfullyAsync(CreateIntent(size, ("upload_mode", "multipart"), ("part_size_bytes", MinPartSize)));

        Documented(Limits).Expect(upload.GetNumber("part_size_bytes") > MinPartSize, "the part size is raised");
        ExpectPartsCoverFile(upload, size);
    }

    [Fact]
    public async Task The_same_Idempotency_Key_replays_the_same_upload()
    {
        var (intent, key) = (CreateIntent(Samples.CreatePng()), Samples.CreateMarker("key"));
        var first = await _uploads.CreateAsync(intent, key);

        var same = await _uploads.CreateAsync(intent, key);
        var otherBody = await _uploads.CreateAsync(CreateIntent(Samples.CreatePng("other.png")), key);
        var otherKey = await _uploads.CreateAsync(intent, Samples.CreateMarker("other key"));
        var noKey = await _uploads.CreateAsync(intent);

        Documented(Section).ExpectStatus(201, first);
        Documented(Section).ExpectStatus(201, same);
        Documented(Section).ExpectEqual(first.Json.GetText("upload_id"), same.Json.GetText("upload_id"), "upload_id of the same key");
        Assumed("a key names one request").ExpectRefusal(otherBody, 422, "Idempotency-Key");
        foreach (var another in new[] { otherKey, noKey })
            Documented(Section).Expect(first.Json.GetText("upload_id") != $"{another.Json.Find("upload_id")}", "another upload_id");
    }

    private static void ExpectPartsCoverFile(JsonElement upload, long size)
    {
        ExpectSchema("multipart-upload-answer", upload.GetRawText());
        var (partSize, parts) = ((long)upload.GetNumber("part_size_bytes"), (int)upload.GetNumber("total_parts"));
        var urls = upload.GetTexts("part_urls", "url");
        Documented(Limits).Expect(partSize >= MinPartSize, $"parts have 5 MB or more, was {partSize}");
        Public("Amazon S3 User Guide, multipart upload limits").Expect(parts <= 10_000, $"at most 10,000 parts, was {parts}");
        Documented(Section).ExpectEqual((size + partSize - 1) / partSize, parts, "total_parts");
        Documented(Section).ExpectSequence(
            Enumerable.Range(1, parts), upload.GetArray("part_urls").Select(p => (int)p.GetNumber("part_number")), "part numbers");
        Documented(Section).ExpectEqual(urls.Count, urls.Distinct().Count(), "the number of different URLs");
    }
}
