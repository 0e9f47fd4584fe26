using System.Net.Http.Json;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.DirectUploads;

/// <summary>The Idempotency-Key of create and complete.</summary>
public sealed class IdempotencyTests
{
    [Fact]
    public async Task The_same_key_and_body_get_the_same_response_for_24_hours()
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
    public async Task A_replayed_multipart_response_contains_working_part_URLs()
    {
        var bytes = DirectUploadRequests.CreateLongPhoto();
        await using var api = await TestApi.StartAsync();
        var first = await api.PostIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(bytes), "key");

        var again = await api.PostIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(bytes), "key");

        again.Text.Should().Be(first.Text);
        foreach (var part in new[] { 1, 2 }) await api.SendPartAsync(again.Json, bytes, part);
        (await api.CompleteAsync(again.Json)).Status.Should().Be(202);
        (await api.PostIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(bytes), "key")).Text.Should()
            .Be(first.Text, "the response is replayed even when the upload has ended");
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        await using var api = await TestApi.StartAsync();
        var first = await api.PostIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()), "key");

        var other = await api.PostIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo(), ("title", "Another")), "key");

        (other.Status, other.Field).Should().Be((422, "Idempotency-Key"));
        (await api.PostIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()), "key")).Text.Should().Be(first.Text);
    }

    [Fact]
    public async Task Property_order_and_explicit_defaults_do_not_change_the_body_of_a_key()
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
    public async Task A_key_is_scoped_to_its_exact_text_tenant_and_path()
    {
        await using var api = await TestApi.StartAsync();
        var other = api.WithKey(TestApi.CreateKey(1));
        var intent = DirectUploadRequests.CreateIntentBody(Samples.Photo());
        var first = (await api.PostIntentAsync(intent, "key")).Json;
        await DirectUploadRequests.PutAsync(first, Samples.Photo());

        var responses = new[] { await api.PostIntentAsync(intent, "key2"), await api.PostIntentAsync(intent, "KEY"),
            await other.PostIntentAsync(intent, "key") };
        var completed = await api.CompleteAsync(first, "key");

        responses.Select(response => response.Status).Should().OnlyContain(status => status == 201);
        responses.Select(response => response.Json.Text("upload_id")).Append(first.Text("upload_id")).Should().OnlyHaveUniqueItems();
        completed.Status.Should().Be(202, completed.Text);
    }

    [Theory]
    [InlineData("single_shot")]
    [InlineData("multipart")]
    public async Task Twenty_concurrent_requests_with_one_key_create_one_upload(string mode)
    {
        using var data = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Data = data.Location });
        var bytes = DirectUploadRequests.CreateLongPhoto();

        var responses = await Task
            .WhenAll(Enumerable.Range(0, 20)
                .Select(_ => api.PostIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(bytes, ("upload_mode", mode)), "key")));

        responses.Select(response => (response.Status, response.Text)).Distinct().Should().ContainSingle().Which.Status.Should().Be(201);
        var started = Directory.Exists(data.Location)
            ? Directory.GetDirectories(data.Location, "multipart", SearchOption.AllDirectories).SelectMany(Directory.GetDirectories) : [];
        started.Should().HaveCount(mode == "multipart" ? 1 : 0, "the multipart uploads of the other requests are aborted");
    }

    [Fact]
    public async Task An_error_response_is_not_replayed()
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
    public async Task Two_idempotency_keys_in_one_request_are_refused()
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
    public async Task Completing_again_with_the_same_key_replays_the_response()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Manual });
        var upload = await api.CreateAndSendAsync(Samples.Photo());

        var responses = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => api.CompleteAsync(upload, "key")));
        await api.AdvanceAsync(TimeSpan.FromHours(25));
        var late = await api.CompleteAsync(upload, "key");

        responses.Append(late).Select(response => (response.Status, response.Text)).Distinct().Should().ContainSingle().Which.Status
            .Should().Be(202);
        responses[0].Json.Text("status").Should().Be("processing");
        (await api.ListFilesAsync())["total_count"].GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task Idempotency_keys_survive_a_restart_but_not_a_reset()
    {
        using var data = new DataDirectory();
        var intent = DirectUploadRequests.CreateIntentBody(Samples.Photo());
        string first;
        await using (var api = await TestApi.StartAsync(o => o with { Data = data.Location }))
            first = (await api.PostIntentAsync(intent, "key")).Text;
        await using var again = await TestApi.StartAsync(o => o with { Data = data.Location });

        var afterRestart = await again.PostIntentAsync(intent, "key");
        await again.PostAsync("/_emulator/reset");
        var afterReset = await again.PostIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo(), ("title", "Another")), "key");

        (afterRestart.Text, afterReset.Status).Should().Be((first, 201));
    }
}
