using static Scopix.Contracts.DirectUploads;

namespace Scopix.Contracts;

/// <summary>direct_uploads.create, get and complete: one PUT, the mode, Idempotency-Key, duplicates.</summary>
public sealed class DirectUploadsContract(Target target)
{
    private const string Limits = "seed 001, Limits & Constraints";

    private readonly Api _api = target.Api;
    private readonly DirectUploads _uploads = new(target);

    [Fact]
    public async Task An_intent_names_the_one_PUT_to_make()
    {
        var sample = Samples.Png("site plan.png");

        var upload = await _uploads.CreatedAsync(Intent(sample, ("upload_mode", "single_shot")));

        Fits("single-shot-upload-answer", upload.GetRawText());
        Documented(Section).Equal("image", upload.Text("media_type"), "media_type");
        Documented(Section).Equal(sample.ContentType, upload.Text("headers.Content-Type"), "Content-Type");
        var checksum = Convert.ToBase64String(Convert.FromHexString(sample.Hash));
        Documented(Section).Equal(checksum, upload.Text("headers.x-amz-checksum-sha256"), "x-amz-checksum-sha256");
        var key = upload.Text("object_key")!;
        Documented(Section).That(key.EndsWith($"/{sample.Hash}.png", StringComparison.Ordinal), $"object_key: {key}");
        Assumed("videos/ for a video").That(key.StartsWith("images/", StringComparison.Ordinal), $"object_key: {key}");
        Assumed("as in the example").Equal(sample.Bytes.Length, upload.Number("max_size_bytes"), "max_size_bytes");
    }

    [Fact]
    public async Task A_file_sent_in_one_PUT_is_a_file_once_completed()
    {
        var sample = Samples.Png("Ünïcode ☂ plan.png");
        var upload = await _uploads.CreatedAsync(Intent(
            sample, ("upload_mode", "single_shot"), ("title", "Site Inspection"), ("tags", Tags("inspection", "site-a"))));

        var put = await _uploads.PutAsync(upload, sample.Bytes);
        var answer = await _uploads.CompleteAsync(upload);

        Documented(Section).Answers(200, put);
        Documented(Section).Answers(202, answer);
        Fits("complete-upload-answer", answer);
        foreach (var name in new[] { "upload_id", "media_type", "object_key" })
            Documented(Section).Equal(upload.Text(name), answer.Json.Text(name), name);
        Documented(Section).Equal(sample.Name, answer.Json.Text("filename"), "filename");
        Documented(Section).Equal(sample.Bytes.Length, answer.Json.Number("size_bytes"), "size_bytes");
        Documented(Section).That(!answer.Json.Flag("deduplicated"), "the content is new");

        var id = answer.Json.Text("file_id")!;
        var details = await _api.GetAsync($"/files/{id}");
        Fits("image-file-details", details);
        Documented("seed 000, ImageFileDetails").Equal("presigned", details.Json.Text("upload_method"), "upload_method");
        Documented("seed 000, ImageFileDetails").Equal(sample.Hash, details.Json.Text("hash"), "hash");
        Documented(Section).Equal("Site Inspection", details.Json.Text("title"), "title");
        var tags = details.Json.List("tags").Select(t => t.GetString());
        Documented(Section).Sequence([Api.Tag, "inspection", "site-a"], tags, "tags");
        var stored = await _uploads.DownloadAsync(id);
        Documented(Section).That(stored.SequenceEqual(sample.Bytes), "the bytes are those that were sent");
        var done = await _api.DoneAsync(id);
        Documented(Section).Equal("completed", done.Text("primary_status"), "primary_status");
    }

    [Fact]
    public async Task The_state_of_an_upload_follows_it()
    {
        var sample = Samples.Png();
        var upload = await _uploads.CreatedAsync(Intent(sample, ("upload_mode", "single_shot")));

        var announced = await _uploads.StateAsync(upload);
        await _uploads.PutAsync(upload, sample.Bytes);
        var sent = await _uploads.StateAsync(upload);
        await _uploads.CompleteAsync(upload);
        var completed = await _uploads.StateAsync(upload);

        Documented(Section).Equal("PENDING", announced.Text("status"), "status before the PUT");
        Documented(Section).That(sent.Text("status") is "PENDING" or "UPLOADED", $"status after the PUT: {sent.Text("status")}");
        Documented(Section).Equal("COMPLETED", completed.Text("status"), "status at the end");
        foreach (var name in new[] { "upload_id", "upload_mode", "media_type", "object_key", "expires_at" })
            Documented(Section).Equal(upload.Text(name), announced.Text(name), name);
        Documented(Section).Equal(sample.Name, announced.Text("filename"), "filename");
        Documented(Section).Equal(sample.Bytes.Length, announced.Number("size_bytes"), "size_bytes");
        foreach (var name in new[] { "total_parts", "parts_confirmed", "progress_percent" })
            Documented(Section).That(announced.IsNull(name) && completed.IsNull(name), $"{name} is null for single_shot");
        Assumed("nothing is confirmed yet").That(announced.IsNull("confirmed_at"), "confirmed_at is null before the PUT");
        Assumed("what is completed is confirmed").That(!completed.IsNull("confirmed_at"), "confirmed_at is set at the end");
        Documented(Section).That(announced.IsNull("error_message") && completed.IsNull("error_message"), "error_message is null");
    }

    [Fact]
    public async Task An_upload_expires_ten_minutes_after_its_creation()
    {
        var upload = await _uploads.CreatedAsync(Intent(Samples.Png()));

        var state = await _uploads.StateAsync(upload);

        var life = state.Time("expires_at") - state.Time("created_at");
        var error = (life - TimeSpan.FromMinutes(10)).Duration();
        Documented($"{Section}, the example").That(error < TimeSpan.FromSeconds(15), $"it lives ten minutes: {life}");
    }

    [Fact]
    public async Task The_storage_takes_only_what_was_signed()
    {
        var sample = Samples.Png();
        byte[] other = [.. sample.Bytes[..^1], (byte)~sample.Bytes[^1]];
        var upload = await _uploads.CreatedAsync(Intent(sample, ("upload_mode", "single_shot")));

        var otherBytes = await _uploads.PutAsync(upload, other);
        var noHeaders = await _uploads.PutAsync(upload.Text("presigned_url")!, sample.Bytes);
        var completed = await _uploads.CompleteAsync(upload);

        Public("Amazon S3 User Guide, Checking object integrity").Answers(400, otherBytes);
        var signed = Public("Amazon S3 API Reference, Signature Version 4: signed headers are sent");
        signed.That(noHeaders.Status == 403 || (noHeaders.Status == 400 && noHeaders.Body.Contains("<Code>AccessDenied</Code>", StringComparison.Ordinal)), $"403 (MinIO: 400 AccessDenied): {noHeaders}");
        Assumed("nothing was stored").That(completed.Status is 409 or 422, $"complete is refused: {completed}");
        Fits("error", completed);
        Documented(Section).That(!await _uploads.IsKnownAsync(sample.Hash), "there is no such file");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Completing_twice_gives_the_same_file(bool withKey)
    {
        var sample = Samples.Png();
        var key = withKey ? Samples.Mark("key") : null;
        var upload = await _uploads.CreatedAsync(Intent(sample, ("upload_mode", "single_shot")));
        await _uploads.PutAsync(upload, sample.Bytes);

        var (first, second) = (await _uploads.CompleteAsync(upload, key), await _uploads.CompleteAsync(upload, key));

        Documented(Section).Answers(202, first);
        var claim = withKey ? Documented(Section) : Assumed("a client that lost the answer asks again");
        claim.Answers(202, second);
        claim.Equal($"{first.Json.Find("file_id")}", $"{second.Json.Find("file_id")}", "file_id");
        var (before, after) = ($"{first.Json.Find("deduplicated")}", $"{second.Json.Find("deduplicated")}");
        Assumed("it is the same completion").Equal(before, after, "deduplicated");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Known_content_is_told_and_answers_the_existing_file_when_asked(bool isAsked)
    {
        var sample = Samples.Png();
        var existing = await _api.UploadedAsync(sample);
        var upload = await _uploads.CreatedAsync(Intent(sample, ("upload_mode", "single_shot"), ("skip_duplicates", isAsked)));
        await _uploads.PutAsync(upload, sample.Bytes);

        var answer = await _uploads.CompleteAsync(upload);

        Documented(Section).Answers(202, answer);
        Fits("complete-upload-answer", answer);
        Documented(Section).Equal(true, answer.Json.Flag("deduplicated"), "deduplicated of content that an existing file has");
        var isExisting = answer.Json.Text("file_id") == existing;
        if (isAsked) Documented(Section).That(isExisting, "file_id is the existing file's");
        else Assumed("without skip_duplicates a file of its own is made").That(!isExisting, "file_id is a new file's");
    }

    [Fact]
    public async Task The_mode_is_chosen_by_size_when_none_is_given()
    {
        var small = await _uploads.CreatedAsync(Intent(Samples.Png()));
        var large = await _uploads.CreatedAsync(Intent(200L << 20));

        Assumed("one PUT is enough").Equal("single_shot", small.Text("upload_mode"), "upload_mode of a small file");
        Assumed("200 MB is well beyond streaming").Equal("multipart", large.Text("upload_mode"), "upload_mode of 200 MB");
        if (large.Text("upload_mode") == "multipart") PartsAddUp(large, 200L << 20);
    }

    [Fact]
    public async Task The_documented_example_has_63_parts()
    {
        var upload = await _uploads.CreatedAsync(Intent(524288000, ("upload_mode", "multipart"), ("part_size_bytes", 8388608)));

        Documented(Section).Equal("video", upload.Text("media_type"), "media_type");
        Documented(Section).Equal(8388608, upload.Number("part_size_bytes"), "part_size_bytes");
        Documented(Section).Equal(63, upload.Number("total_parts"), "total_parts");
        PartsAddUp(upload, 524288000);
    }

    [Fact]
    public async Task The_largest_file_has_at_most_10000_parts()
    {
        const long size = 5L << 40;

        var upload = await _uploads.CreatedAsync(Intent(size, ("upload_mode", "multipart"), ("part_size_bytes", SmallestPart)));

        Documented(Limits).That(upload.Number("part_size_bytes") > SmallestPart, "the part size is raised");
        PartsAddUp(upload, size);
    }

    [Fact]
    public async Task The_same_Idempotency_Key_replays_the_same_upload()
    {
        var (intent, key) = (Intent(Samples.Png()), Samples.Mark("key"));
        var first = await _uploads.CreateAsync(intent, key);

        var same = await _uploads.CreateAsync(intent, key);
        var otherBody = await _uploads.CreateAsync(Intent(Samples.Png("other.png")), key);
        var otherKey = await _uploads.CreateAsync(intent, Samples.Mark("other key"));
        var noKey = await _uploads.CreateAsync(intent);

        Documented(Section).Answers(201, first);
        Documented(Section).Answers(201, same);
        Documented(Section).Equal(first.Json.Text("upload_id"), same.Json.Text("upload_id"), "upload_id of the same key");
        Assumed("a key names one request").Refuses(otherBody, 422, "Idempotency-Key");
        foreach (var another in new[] { otherKey, noKey })
            Documented(Section).That(first.Json.Text("upload_id") != $"{another.Json.Find("upload_id")}", "another upload_id");
    }

    private static void PartsAddUp(JsonElement upload, long size)
    {
        Fits("multipart-upload-answer", upload.GetRawText());
        var (partSize, parts) = ((long)upload.Number("part_size_bytes"), (int)upload.Number("total_parts"));
        var urls = upload.Each("part_urls", "url");
        Documented(Limits).That(partSize >= SmallestPart, $"parts have 5 MB or more: {partSize}");
        Public("Amazon S3 User Guide, multipart upload limits").That(parts <= 10_000, $"at most 10,000 parts: {parts}");
        Documented(Section).Equal((size + partSize - 1) / partSize, parts, "total_parts");
        Documented(Section).Sequence(
            Enumerable.Range(1, parts), upload.List("part_urls").Select(p => (int)p.Number("part_number")), "part numbers");
        Documented(Section).Equal(urls.Count, urls.Distinct().Count(), "URLs that differ");
    }
}
