using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Faults;

public sealed class OperationFaultTests
{
    [Fact]
    public async Task A_fault_returns_its_error_once_in_the_envelope()
    {
        await using var api = await TestApi.StartAsync();
        var set = await api
            .PostAsync("/_emulator/faults",
                new { operation = "files.list", status = 503, code = "OVERLOADED", message = "Try later", retry_after = 7 });

        var first = await api.GetAsync("/api/v2/files");
        var second = await api.GetAsync("/api/v2/files");
        var shown = await api.GetAsync("/_emulator/faults");

        set.Status.Should().Be(201);
        set.Text.Should().Be("""
            {"id":"fault_1","scope":"tenant","hits":0,"files":[],"operation":"files.list","status":503,"code":"OVERLOADED",
            "message":"Try later","retry_after":7,"left":1}
            """.OnOneLine());
        first.ShouldFail(503, "OVERLOADED");
        first["error"].GetProperty("message").GetString().Should().Be("Try later");
        first.Header("Retry-After").Should().Be("7");
        second.Status.Should().Be(200);
        shown["items"][0].GetProperty("hits").GetInt32().Should().Be(1);
        shown["items"][0].GetProperty("left").GetInt32().Should().Be(0);
        shown["total_count"].GetInt32().Should().Be(1);
    }

    [Theory]
    [InlineData(401, "INVALID_API_KEY", "Unauthorized")]
    [InlineData(403, "AUTHZ_ERROR", "Forbidden")]
    [InlineData(422, "VALIDATION_ERROR", "Unprocessable Entity")]
    [InlineData(429, "RATE_LIMIT_ERROR", "Too Many Requests")]
    [InlineData(418, "HTTP_418", "I'm a teapot")]
    public async Task A_fault_with_only_a_status_uses_the_APIs_code_and_message(int status, string code, string message)
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/faults", new { operation = "files.*", status });

        var response = await api.GetAsync("/api/v2/files/quota-check");

        response.ShouldFail(status, code);
        response["error"].GetProperty("message").GetString().Should().Be(message);
    }

    [Fact]
    public async Task A_fault_in_the_fastapi_dialect_has_a_detail()
    {
        await using var api = await TestApi.StartAsync(options => options with { Errors = ErrorDialect.Fastapi });
        await api.PostAsync("/_emulator/faults", new { operation = "*", status = 422, message = "No" });

        var response = await api.GetAsync("/api/v2/files");

        (response.Status, response.Text).Should().Be((422, """{"detail":"No"}"""));
    }

    [Fact]
    public async Task An_upload_refused_by_a_fault_stores_nothing()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/faults", new { operation = "files.upload", status = 500 });

        var refused = await api.UploadAsync(Samples.Photo(), "photo.jpg");
        var list = await api.GetAsync("/api/v2/files");

        refused.ShouldFail(500, "HTTP_500");
        list["total_count"].GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task A_reset_fault_executes_the_request_and_drops_the_response()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/faults", new { operation = "files.upload", reset = true });

        var upload = () => api.UploadAsync(Samples.Photo(), "photo.jpg");
        await upload.Should().ThrowAsync<HttpRequestException>();
        var list = await api.GetAsync("/api/v2/files");

        list["total_count"].GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task A_reset_before_the_work_does_nothing_and_drops_the_connection()
    {
        await using var api = await TestApi.StartAsync();
        var set = await api.PostAsync("/_emulator/faults", new { operation = "files.upload", reset = "before" });

        var upload = () => api.UploadAsync(Samples.Photo(), "photo.jpg");
        await upload.Should().ThrowAsync<HttpRequestException>();
        var list = await api.GetAsync("/api/v2/files");
        var request = (await api.GetAsync("/_emulator/requests?operation=files.upload"))["items"][0];

        set["reset"].GetString().Should().Be("before");
        list["total_count"].GetInt32().Should().Be(0);
        (request.GetProperty("status").ValueKind, request.GetProperty("fault").GetString()).Should().Be((JsonValueKind.Null, "fault_1"));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("\"after\"")]
    public async Task A_reset_is_shown_as_it_was_sent(string reset)
    {
        await using var api = await TestApi.StartInMemoryAsync();

        var set = await api.SendTextAsync(HttpMethod.Post, "/_emulator/faults", $"{{\"operation\":\"files.list\",\"reset\":{reset}}}");

        set["reset"].GetRawText().Should().Be(reset);
    }

    [Fact]
    public async Task A_truncated_response_is_shorter_than_its_Content_Length()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", truncate_bytes = 5 });

        using var response =
            await api.Http.GetAsync("/api/v2/files", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var received = new byte[5];
        await body.ReadExactlyAsync(received, TestContext.Current.CancellationToken);
        var more = async () => await body.ReadAsync(new byte[1]);

        response.Content.Headers.ContentLength.Should().BeGreaterThan(5);
        received.Should().Equal("{\"ite"u8.ToArray());
        await more.Should().ThrowAsync<HttpIOException>();
    }

    [Fact]
    public async Task A_corrupt_response_has_the_same_length_and_other_bytes()
    {
        await using var api = await TestApi.StartAsync();
        var intact = await api.GetAsync("/api/v2/files");
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", corrupt = true });

        var corrupt = await api.GetAsync("/api/v2/files");

        corrupt.Status.Should().Be(200);
        corrupt.Bytes.Should().HaveSameCount(intact.Bytes).And.NotEqual(intact.Bytes);
        corrupt.Bytes[0].Should().Be(0x84);
    }

    [Fact]
    public async Task A_latency_fault_delays_the_response()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", latency_ms = 60_000 });
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var slow = api.Http.GetAsync("/api/v2/files", cancellation.Token);
        while ((await api.GetAsync("/_emulator/faults"))["items"][0].GetProperty("hits").GetInt32() == 0) await Task.Yield();
        var other = await api.GetAsync("/api/v2/files");
        var wasCompleted = slow.IsCompleted;
        await cancellation.CancelAsync();

        other.Status.Should().Be(200);
        wasCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task Nth_every_and_times_determine_when_a_fault_applies()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", status = 500, nth = 4, every = 2, times = 2 });

        (await GetStatusesAsync(api, 10)).Should().Equal(200, 200, 200, 500, 200, 500, 200, 200, 200, 200);
    }

    [Fact]
    public async Task The_chance_of_a_fault_is_determined_by_the_seed()
    {
        var (first, again, other) = (await GetStatusesOfSeedAsync(42), await GetStatusesOfSeedAsync(42), await GetStatusesOfSeedAsync(43));

        first.Should().Equal(again).And.NotEqual(other);
        first.Count(status => status == 503).Should().BeInRange(10, 30);
    }

    [Fact]
    public async Task The_first_matching_fault_applies_and_the_tenants_own_faults_come_first()
    {
        await using var api = await TestApi.StartAsync();
        await api.WithKey(null).PostAsync("/_emulator/faults", new { operation = "files.list", status = 500 });
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", status = 502 });
        await api.PostAsync("/_emulator/faults", new { operation = "*", status = 503 });

        (await GetStatusesAsync(api, 4)).Should().Equal(502, 503, 500, 200);
    }

    [Fact]
    public async Task A_tenants_fault_affects_only_that_tenant_and_a_shared_fault_affects_all()
    {
        await using var api = await TestApi.StartAsync();
        var other = api.WithKey(TestApi.CreateKey(1));
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", status = 503 });

        var (others, own) = (await GetStatusesAsync(other, 1), await GetStatusesAsync(api, 1));
        var shared = await api.WithKey(null).PostAsync("/_emulator/faults", new { operation = "files.list", status = 500, times = 2 });
        var (ownLater, othersLater) = (await GetStatusesAsync(api, 1), await GetStatusesAsync(other, 1));
        var listed = await other.GetAsync("/_emulator/faults");

        (others[0], own[0], ownLater[0], othersLater[0]).Should().Be((200, 503, 500, 500));
        shared["id"].GetString().Should().Be("fault_all_1");
        listed["items"].EnumerateArray().Select(fault => fault.GetProperty("scope").GetString()).Should().Equal("all");
    }

    [Fact]
    public async Task A_shared_fault_applies_to_operations_without_a_key()
    {
        await using var api = await TestApi.StartAsync();
        await api.WithKey(null).PostAsync("/_emulator/faults", new { operation = "telemetry.log", status = 503 });

        var response = await api.WithKey(null).PostAsync("/api/v2/files/log-upload-event", new { event_type = "x", message = "y" });

        response.ShouldFail(503, "HTTP_503");
    }

    [Fact]
    public async Task A_refused_key_consumes_no_fault()
    {
        await using var api = await TestApi.StartAsync();
        await api.WithKey(null).PostAsync("/_emulator/faults", new { operation = "files.list", status = 503 });

        var keyless = await api.WithKey(null).GetAsync("/api/v2/files");

        keyless.ShouldFail(401, "INVALID_API_KEY");
        (await GetStatusesAsync(api, 1)).Should().Equal(503);
    }

    private static async Task<int[]> GetStatusesOfSeedAsync(long seed)
    {
        await using var api = await TestApi.StartInMemoryAsync(options => options with { Seed = seed });
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", status = 503, chance = 0.4, times = 1000 });
        return await GetStatusesAsync(api, 50);
    }

    private static async Task<int[]> GetStatusesAsync(TestApi api, int count)
    {
        var statuses = new int[count];
        for (var i = 0; i < count; i++) statuses[i] = (await api.GetAsync("/api/v2/files")).Status;
        return statuses;
    }
}
