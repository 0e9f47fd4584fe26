using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.DirectUploads;

/// <summary>The files that a completion creates, and the uploads that it refuses.</summary>
public sealed class FileCompletionTests
{
    [Theory]
    [InlineData("single_shot", "presigned")]
    [InlineData("multipart", "multipart")]
    public async Task A_file_has_the_fields_of_its_upload_intent(string mode, string method)
    {
        await using var api = await TestApi.StartAsync();
        var (bytes, folder) = (DirectUploadRequests.CreateLongPhoto(), "770a0600-e29b-41d4-a716-446655440000");
        var upload = await api.CreateAndSendAsync(bytes, DirectUploadRequests.CreateMultipartIntentBody(
            bytes, ("upload_mode", mode), ("filename", "C:\\photos\\Ünï ☂.jpg"), ("title", "Pier"), ("tags", new JsonArray("b", "a")),
            ("folder_id", folder),
            ("content_category", "real_estate"), ("compliance_type", "mls"), ("compliance_standard", "bright_mls"),
            ("compliance_image_type", "main")));

        var response = await api.CompleteAsync(upload);

        response.Status.Should().Be(202, response.Text);
        var (checkedCount, file) = (0, (await api.GetFileAsync(response.Json.Text("file_id")!)).Json);
        (file.Text("upload_method"), file.Text("filename"), file.Text("title"), file.Text("content_category")).Should()
            .Be((method, "Ünï ☂.jpg", "Pier", "real_estate"));
        file.GetProperty("tags").Texts().Should().Equal("b", "a");
        (await api.ListFilesAsync($"folder_id={folder}")).Ids().Should().Equal(response.Json.Text("file_id"));
        foreach (var status in new[] { "passed", "failed" })
            checkedCount += (await api.ListFilesAsync($"compliance_status={status}"))["total_count"].GetInt32();
        checkedCount.Should().Be(1, "the compliance check has run");
        file.Text("description_status").Should().Be("completed", "auto_describe is true by default");
        (response.Json.Text("media_type"), response.Json.Text("filename"), response["size_bytes"].GetInt64()).Should()
            .Be(("image", "Ünï ☂.jpg", bytes.Length));
        (await api.GetMonthlyUsageAsync()).Should().Be(1);
    }

    [Fact]
    public async Task A_file_with_auto_describe_false_is_not_described()
    {
        await using var api = await TestApi.StartAsync();
        var upload =
            await api.CreateAndSendAsync(Samples.Photo(), DirectUploadRequests.CreateIntentBody(Samples.Photo(), ("auto_describe", false)));

        var id = (await api.CompleteAsync(upload)).Json.Text("file_id")!;

        var file = (await api.GetFileAsync(id)).Json;
        (file.Text("description_status"), file.Text("upload_description"), file.Text("primary_status")).Should()
            .Be(("skipped", null, "completed"));
    }

    [Theory]
    [InlineData(PipelineMode.Instant, "completed")]
    [InlineData(PipelineMode.Manual, "processing")]
    public async Task The_response_status_shows_whether_processing_is_finished(PipelineMode mode, string status)
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = mode });
        var upload = await api.CreateAndSendAsync(Samples.Photo());

        (await api.CompleteAsync(upload)).Json.Text("status").Should().Be(status);
    }

    [Fact]
    public async Task The_media_type_is_detected_from_the_bytes_and_not_from_the_intent()
    {
        await using var api = await TestApi.StartAsync();
        var png = Samples.File("photo.png");
        var upload = await api
            .CreateAndSendAsync(png, DirectUploadRequests.CreateIntentBody(png, ("filename", "clip.mp4"), ("content_type", "video/mp4")));

        var response = await api.CompleteAsync(upload);

        (upload.Text("media_type"), response.Json.Text("media_type")).Should().Be(("video", "image"));
        response.Json.Text("object_key").Should().StartWith("images/").And.EndWith($"/{DirectUploadRequests.ComputeSha256(png)}.png");
        var file = (await api.GetFileAsync(response.Json.Text("file_id")!)).Json;
        (file.Text("media_type"), file.Text("content_type")).Should().Be(("image", "image/png"));
        (await api.DownloadAsync(response.Json.Text("file_id")!)).Should().Equal(png);
    }

    [Theory]
    [InlineData("script.sh")]
    [InlineData("empty.jpg")]
    public async Task Completing_an_upload_of_refused_bytes_returns_422_and_stores_nothing(string name)
    {
        using var data = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Data = data.Location });
        var bytes = Samples.File("hostile/" + name) is { Length: > 0 } some ? some : "#!/bin/sh\nrm -rf /\n"u8.ToArray();
        var upload = await api.CreateAndSendAsync(bytes, DirectUploadRequests.CreateIntentBody(bytes));

        var (first, second) = (await api.CompleteAsync(upload), await api.CompleteAsync(upload));

        (first.Status, first.Field, second.Status).Should().Be((422, "file", 409));
        (await api.GetIntentAsync(upload)).Json.Text("error_message").Should().Be(first.Issue);
        (await api.GetIntentStatusAsync(upload)).Should().Be("FAILED");
        data.ListObjects().Should().BeEmpty();
        (await api.GetMonthlyUsageAsync()).Should().Be(0);
    }

    [Theory]
    [InlineData("image/jpeg", "photo.jpg", true)]
    [InlineData("image/jpeg", "photo", true)]
    [InlineData("IMAGE/JPEG; q=1", "photo.bin", true)]
    [InlineData("application/octet-stream", "photo.JPEG", true)]
    [InlineData("image/heic", "photo.jpg", true)]
    [InlineData("application/octet-stream", "photo.heic", false)]
    [InlineData("application/octet-stream", "jpg", false)]
    [InlineData("", "photo.jpg", false)]
    [InlineData("image/\njpeg", "photo.jpg", false)]
    public async Task An_intent_needs_a_known_content_type_or_extension(string type, string filename, bool isAccepted)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api
            .PostIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo(), ("content_type", type), ("filename", filename)));

        (response.Status, isAccepted ? null : response.Field).Should().Be(isAccepted ? (201, null) : (422, "content_type"));
        if (!isAccepted) return;
        response.Json.Text("object_key").Should().StartWith("images/").And.EndWith(".jpg");
        (await DirectUploadRequests.PutAsync(response.Json, Samples.Photo())).Status.Should().Be(200);
        (await api.CompleteAsync(response.Json)).Status.Should().Be(202);
    }

    [Fact]
    public async Task An_upper_case_hash_is_accepted()
    {
        await using var api = await TestApi.StartAsync();
        var hash = DirectUploadRequests.ComputeSha256(Samples.Photo());
        var upload = await api
            .CreateAndSendAsync(Samples.Photo(),
                DirectUploadRequests.CreateIntentBody(Samples.Photo(), ("claimed_file_hash", hash.ToUpperInvariant())));

        var response = await api.CompleteAsync(upload);

        response.Status.Should().Be(202, response.Text);
        upload.Text("object_key").Should().Contain(hash);
        (await api.GetFileAsync(response.Json.Text("file_id")!)).Json.Text("hash").Should().Be(hash);
    }

    [Theory]
    [InlineData("application/json", "", 202)]
    [InlineData("application/json", "{}", 202)]
    [InlineData("", "", 202)]
    [InlineData("application/json", """{"parts":[]}""", 422)]
    [InlineData("application/json", "[]", 422)]
    [InlineData("application/json", "null", 422)]
    [InlineData("application/json", "{", 422)]
    [InlineData("text/plain", "{}", 422)]
    [InlineData("", "{}", 422)]
    public async Task Completing_requires_an_empty_body(string type, string body, int status)
    {
        await using var api = await TestApi.StartAsync();
        var upload = await api.CreateAndSendAsync(Samples.Photo());

        var response = await api
            .SendTextAsync(HttpMethod.Post, $"{DirectUploadRequests.DirectUploadsPath}/{upload.Text("upload_id")}/complete", body, type);

        response.Status.Should().Be(status, response.Text);
        (await api.GetIntentStatusAsync(upload)).Should().Be(status == 202 ? "COMPLETED" : "UPLOADED");
    }

    [Fact]
    public async Task A_part_size_for_a_single_shot_upload_is_reported_as_ignored()
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.PostIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo(), ("part_size_bytes", 8388608)));

        (response.Status, response.Header("X-Emulator-Ignored")).Should().Be((201, "part_size_bytes"));
    }

    [Theory]
    [InlineData("custom", "storage_target")]
    [InlineData("default", "storage_target")]
    [InlineData(null, null)]
    public async Task A_storage_target_is_reported_as_ignored(string? target, string? ignored)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.PostIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo(), ("storage_target", target)));

        response.Status.Should().Be(201, response.Text);
        response.Header("X-Emulator-Ignored").Should().Be(ignored);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Completing_beyond_the_monthly_quota_returns_429_and_keeps_the_bytes(bool skip)
    {
        using var data = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Tier = Tier.Free, EnforceLimits = true, Data = data.Location });
        await api.FreezeAsync("2026-01-31T23:50:00Z");
        for (var n = 1; n <= 10; n++)
        {
            await api.UploadAndGetIdAsync(Encoding.UTF8.GetBytes($"note {n}"), "note.txt");
            if (n % 5 == 0) await api.AdvanceAsync(TimeSpan.FromSeconds(61)); // ten requests a minute
        }

        var upload = await api
            .CreateAndSendAsync(Samples.Photo(), DirectUploadRequests.CreateIntentBody(Samples.Photo(), ("skip_duplicates", skip)));

        var full = new[] { await api.CompleteAsync(upload), await api.CompleteAsync(upload) };
        await api.AdvanceAsync(TimeSpan.FromMinutes(9));
        var next = await api.CompleteAsync(upload);

        full.Select(response => response.Status).Should().Equal(429, 429);
        next.Status.Should().Be(202, next.Text);
    }
}
