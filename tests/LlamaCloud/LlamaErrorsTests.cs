using FluentAssertions;
using Xunit;
using static Scopix.Emulator.Tests.LlamaCloud.LlamaRequests;

namespace Scopix.Emulator.Tests.LlamaCloud;

/// <summary>Refusals, faults and limits in LlamaCloud's error format, whatever error format Scopix uses.</summary>
public sealed class LlamaErrorsTests
{
    [Theory]
    [InlineData("GET", "/api/v1/beta/nothing", 404, "Not Found")]
    [InlineData("GET", "/api/v1", 404, "Not Found")]
    [InlineData("PUT", FilesPath, 405, "Method Not Allowed")]
    [InlineData("POST", $"/api/v1/beta/files/{UnknownFileId}", 405, "Method Not Allowed")]
    [InlineData("GET", $"{FilesPath}/dfl-dfl-{UnknownFileId}", 404, "File not found")]
    [InlineData("GET", $"{FilesPath}/a%2Fb%20c", 404, "File not found")]
    [InlineData("DELETE", $"{FilesPath}/{UnknownFileId}", 404, "File not found")]
    public async Task An_unknown_route_method_or_file_is_refused_as_FastAPI_does(string method, string path, int status, string detail)
    {
        await using var api = await StartAsync();

        var response = await api.SendAsync(new HttpMethod(method), path);

        response.ShouldBeRefused(status, detail);
    }

    [Fact]
    public async Task A_DELETE_without_a_body_may_have_a_content_type()
    {
        await using var api = await StartAsync();
        var id = await api.CreateFileAsync("a.txt");

        var response = await api.SendTextAsync(HttpMethod.Delete, $"{FilesPath}/{id}", "");

        (response.Status, response.Text, response.Header("Content-Type")).Should().Be((204, "", null));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(402)]
    [InlineData(409)]
    [InlineData(413)]
    [InlineData(422)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_fault_has_the_error_format_of_LlamaCloud(int status)
    {
        await using var api = await StartAsync();
        await api.PostAsync("/_emulator/faults", new { operation = "llama.files.*", status, message = "As it was set." });

        var response = await api.GetAsync(FilesPath);

        response.ShouldBeRefused(status, status == 422 ? null : "As it was set.");
        if (status == 422) response["detail"][0].Text("msg").Should().Be("As it was set.");
        response.Header("x-should-retry").Should().Be(status == 409 ? "false" : null, "the SDKs send a 409 five times again");
        response.Header("Retry-After").Should().BeNull();
        (await api.GetAsync(FilesPath)).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_conflict_with_Retry_After_may_be_retried()
    {
        await using var api = await StartAsync();
        await api.PostAsync("/_emulator/faults", new { operation = "llama.files.list", status = 409, retry_after = 0 });

        var response = await api.GetAsync(FilesPath);

        (response.Status, response.Header("Retry-After"), response.Header("x-should-retry")).Should().Be((409, "0", null));
    }

    [Fact]
    public async Task Faults_of_Scopix_operations_do_not_affect_LlamaCloud()
    {
        await using var api = await StartAsync();
        (await api.WithKey(null).PostAsync("/_emulator/faults", new { operation = "files.*", status = 500, times = 9 })).Status.Should()
            .Be(201);

        (await api.GetAsync(FilesPath)).Status.Should().Be(200);
        (await api.GetAsync($"{FilesPath}/{UnknownFileId}")).ShouldBeRefused(404);
    }

    [Fact]
    public async Task Fifty_uploads_in_five_seconds_are_accepted_when_limits_are_enforced()
    {
        await using var api = await StartAsync(options => options with { EnforceLimits = true });
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        for (var n = 0; n < 50; n++) await api.CreateFileAsync($"{n}");

        var response = await api.PostFileAsync([1], "one too many");
        var readResponse = await api.GetAsync(FilesPath);
        await api.AdvanceAsync(TimeSpan.FromSeconds(5));

        response.ShouldBeRefused(429, "Rate limit exceeded. The file upload limit is 10 requests per second.");
        response.Header("Retry-After").Should().BeNull();
        readResponse.Status.Should().Be(200);
        await api.CreateFileAsync("later");
    }

    [Fact]
    public async Task The_free_plan_allows_20_requests_a_minute_when_limits_are_enforced()
    {
        await using var api = await StartAsync(options => options with { EnforceLimits = true, Tier = Tier.Free });
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        for (var n = 0; n < 20; n++) (await api.GetAsync(FilesPath)).Status.Should().Be(200);

        var response = await api.GetAsync(FilesPath);
        await api.AdvanceAsync(TimeSpan.FromMinutes(1));

        response.ShouldBeRefused(429);
        (await api.GetAsync(FilesPath)).Status.Should().Be(200);
    }

    [Fact]
    public async Task Nothing_is_limited_unless_limits_are_enforced()
    {
        await using var api = await StartAsync(options => options with { Tier = Tier.Free });
        await api.FreezeAsync("2026-03-01T12:00:00Z");

        for (var n = 0; n < 60; n++) await api.CreateFileAsync($"{n}");

        var response = await api.GetAsync(FilesPath);
        response.Header("X-RateLimit-Limit").Should().BeNull();
        response.Header("X-Emulator-Operation").Should().Be("llama.files.list");
    }
}
