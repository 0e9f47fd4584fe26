using System.Net.Http.Json;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.DirectUploads;

/// <summary>The Idempotency-Key of create and complete.</summary>
public sealed class IdempotencyTests
{
    [Fact]
    public async Task For_24_hours_the_same_key_and_body_get_the_first_answer_byte_for_byte()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var intent = DirectUploadRequests.CreateIntentBody(Samples.Photo());
        var first = await api.PostIntentAsync(intent, "key");

        await api.AdvanceAsync(new TimeSpan(23, 59, 0));
        var late = await api.PostIntentAsync(intent, "key");
        await api.AdvanceAsync(new TimeSpan(0, 1, 1));
        var after = await api.PostIntentAsync(intent, "key");
        var again = await api.PostIntentAsync(intent, "key");

        (late.Status, late.Text).Should().Be((201, first.Text));
        (late.ContentHeaders.ContentType, late.Header("X-Emulator-Operation")).Should()
            .Be((first.ContentHeaders.ContentType, "direct_uploads.create"));
        after.Status.Should().Be(201);
        after.Json.Text("upload_id").Should().NotBe(first.Json.Text("upload_id"));
        again.Text.Should().Be(after.Text);
    }

    [Fact]
    public async Task A_multipart_answer_is_replayed_with_all_its_URLs_and_they_work()
    {
        var bytes = DirectUploadRequests.CreateLongPhoto();
        await using var api = await TestApi.StartAsync();
        var first = await api.PostIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(bytes), "key");

        var again = await api.PostIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(bytes), "key");

        again.Text.Should().Be(first.Text);
        foreach (var part in new[] { 1, 2 }) await api.SendPartAsync(again.Json, bytes, part);
        (await api.CompleteAsync(again.Json)).Status.Should().Be(202);
        (await api.PostIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(bytes), "key")).Text.Should()
            .Be(first.Text, "also when the upload has ended");
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused_and_changes_nothing()
    {
        await using var api = await TestApi.StartAsync();
        var first = await api.PostIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()), "key");

        var other = await api.PostIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo(), ("title", "Another")), "key");

        (other.Status, other.Field).Should().Be((422, "Idempotency-Key"));
        (await api.PostIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()), "key")).Text.Should().Be(first.Text);
    }

    [Fact]
    public async Task The_same_body_in_another_order_and_with_its_defaults_spelt_out_is_the_same_body()
    {
        await using var api = await TestApi.StartAsync();
        var hash = DirectUploadRequests.ComputeSha256(Samples.Photo());
        async Task<TestResponse> Send(string body) => await api.SendAsync(
            HttpMethod.Post, DirectUploadRequests.DirectUploadsPath, new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
            ("Idempotency-Key", "key"));

        var first = await Send($$"""{"filename":"a.jpg","content_type":"image/jpeg","size_bytes":9,"claimed_file_hash":"{{hash}}"}""");
        var second = await Send($$"""
            { "size_bytes": 9, "claimed_file_hash": "{{hash}}", "auto_describe": true, "title": null, "content_type": "image/jpeg",
            "filename": "a.jpg" }
            """);

        (second.Status, second.Text).Should().Be((201, first.Text));
    }

    [Fact]
    public async Task Another_key_another_case_another_tenant_and_another_path_are_free()
    {
        await using var api = await TestApi.StartAsync();
        var other = api.WithKey(TestApi.CreateKey(1));
        var intent = DirectUploadRequests.CreateIntentBody(Samples.Photo());
        var first = (await api.PostIntentAsync(intent, "key")).Json;
        await DirectUploadRequests.PutAsync(first, Samples.Photo());

        var replies = new[] { await api.PostIntentAsync(intent, "key2"), await api.PostIntentAsync(intent, "KEY"),
            await other.PostIntentAsync(intent, "key") };
        var completed = await api.CompleteAsync(first, "key");

        replies.Select(reply => reply.Status).Should().OnlyContain(status => status == 201);
        replies.Select(reply => reply.Json.Text("upload_id")).Append(first.Text("upload_id")).Should().OnlyHaveUniqueItems();
        completed.Status.Should().Be(202, completed.Text);
    }

    [Theory]
    [InlineData("single_shot")]
    [InlineData("multipart")]
    public async Task Twenty_requests_with_one_key_at_once_make_one_upload(string mode)
    {
        using var data = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Data = data.Location });
        var bytes = DirectUploadRequests.CreateLongPhoto();

        var replies = await Task
            .WhenAll(Enumerable.Range(0, 20)
                .Select(_ => api.PostIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(bytes, ("upload_mode", mode)), "key")));

        replies.Select(reply => (reply.Status, reply.Text)).Distinct().Should().ContainSingle().Which.Status.Should().Be(201);
        var begun = Directory.Exists(data.Location)
            ? Directory.GetDirectories(data.Location, "multipart", SearchOption.AllDirectories).SelectMany(Directory.GetDirectories) : [];
        begun.Should().HaveCount(mode == "multipart" ? 1 : 0, "what storage began for the others is given up");
    }

    [Fact]
    public async Task A_refusal_is_not_kept()
    {
        await using var api = await TestApi.StartAsync();
        var refused = await api.PostIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo(), ("size_bytes", 0)), "key");
        var upload = await api.PostIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()), "key");
        var early = await api.CompleteAsync(upload.Json, "key");

        await DirectUploadRequests.PutAsync(upload.Json, Samples.Photo());
        var completed = await api.CompleteAsync(upload.Json, "key");

        (refused.Status, upload.Status, early.Status, completed.Status).Should().Be((422, 201, 422, 202));
    }

    [Fact]
    public async Task Two_keys_are_one_too_many()
    {
        await using var api = await TestApi.StartAsync();
        var upload = await api.CreateAndSendAsync(Samples.Photo());

        var create = await api
            .SendAsync(HttpMethod.Post, DirectUploadRequests.DirectUploadsPath,
                JsonContent.Create(DirectUploadRequests.CreateIntentBody(Samples.Photo())), ("Idempotency-Key", "a"),
                ("Idempotency-Key", "b"));
        var complete = await api
            .SendAsync(HttpMethod.Post, $"{DirectUploadRequests.DirectUploadsPath}/{upload.Text("upload_id")}/complete", null,
                ("Idempotency-Key", "a"), ("Idempotency-Key", "b"));

        (create.Status, create.Field).Should().Be((422, "Idempotency-Key"));
        (complete.Status, complete.Field).Should().Be((422, "Idempotency-Key"));
        (await api.GetIntentStatusAsync(upload)).Should().Be("UPLOADED");
    }

    [Fact]
    public async Task Completing_with_a_key_is_replayed_for_whoever_asks_again()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Manual });
        var upload = await api.CreateAndSendAsync(Samples.Photo());

        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => api.CompleteAsync(upload, "key")));
        await api.AdvanceAsync(TimeSpan.FromHours(25));
        var late = await api.CompleteAsync(upload, "key");

        replies.Append(late).Select(reply => (reply.Status, reply.Text)).Distinct().Should().ContainSingle().Which.Status.Should().Be(202);
        replies[0].Json.Text("status").Should().Be("processing");
        (await api.ListFilesAsync())["total_count"].GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task Keys_outlive_a_restart_and_not_a_reset()
    {
        using var data = new DataDirectory();
        var intent = DirectUploadRequests.CreateIntentBody(Samples.Photo());
        string first;
        await using (var api = await TestApi.StartAsync(o => o with { Data = data.Location }))
            first = (await api.PostIntentAsync(intent, "key")).Text;
        await using var again = await TestApi.StartAsync(o => o with { Data = data.Location });

        var kept = await again.PostIntentAsync(intent, "key");
        await again.PostAsync("/_emulator/reset");
        var forgotten = await again.PostIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo(), ("title", "Another")), "key");

        (kept.Text, forgotten.Status).Should().Be((first, 201));
    }
}
