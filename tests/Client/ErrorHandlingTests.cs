using FluentAssertions;
using Scopix.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Client;

/// <summary>Error responses as exceptions, in both dialects.</summary>
public sealed class ErrorHandlingTests
{
    [Theory]
    [InlineData(401, typeof(AuthenticationException), "INVALID_API_KEY")]
    [InlineData(402, typeof(PaymentRequiredException), "HTTP_402")]
    [InlineData(403, typeof(PermissionDeniedException), "AUTHZ_ERROR")]
    [InlineData(404, typeof(NotFoundException), "HTTP_404")]
    [InlineData(409, typeof(ConflictException), "HTTP_409")]
    [InlineData(413, typeof(PayloadTooLargeException), "HTTP_413")]
    [InlineData(422, typeof(ValidationException), "VALIDATION_ERROR")]
    [InlineData(400, typeof(ValidationException), "HTTP_400")]
    [InlineData(429, typeof(RateLimitException), "RATE_LIMIT_ERROR")]
    [InlineData(500, typeof(ServerException), "HTTP_500")]
    [InlineData(418, typeof(ScopixException), "HTTP_418")]
    public async Task Each_status_throws_its_exception_with_code_message_and_request_id(int status, Type type, string code)
    {
        await using var api = await TestApi.StartAsync();
        await api.AddFaultAsync(new { operation = "files.list", status, message = "No luck" });
        using var client = api.CreateScopixClient(retries: 0);

        var failed = (await client.Files.Invoking(files => files.ListAsync()).Should().ThrowAsync<ScopixException>()).Which;

        failed.Should().BeOfType(type);
        failed.Status.Should().Be(status);
        failed.Code.Should().Be(code);
        failed.Message.Should().Contain("No luck").And.Contain(failed.RequestId);
        Guid.TryParse(failed.RequestId, out _).Should().BeTrue();
    }

    [Theory]
    [InlineData(ErrorDialect.Envelope)]
    [InlineData(ErrorDialect.Fastapi)]
    public async Task A_validation_error_names_the_field_in_both_dialects(ErrorDialect dialect)
    {
        await using var api = await TestApi.StartAsync(options => options with { Errors = dialect });
        using var client = api.CreateScopixClient();

        var failed = (await client.Files.Invoking(files => files.ListAsync(new FileQuery { Limit = 101 })).Should()
            .ThrowAsync<ValidationException>()).Which;

        (failed.Status, failed.Code).Should().Be((422, "VALIDATION_ERROR"));
        var field = failed.Fields.Should().ContainSingle().Subject;
        field.Field.Should().Be("limit");
        field.Issue.Should().Contain("100");
        failed.RequestId.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task In_the_fastapi_dialect_a_missing_file_throws_a_NotFoundException_with_the_detail()
    {
        await using var api = await TestApi.StartAsync(options => options with { Errors = ErrorDialect.Fastapi });
        using var client = api.CreateScopixClient();

        var failed = (await client.Files.Invoking(files => files.GetAsync("550e8400-e29b-41d4-a716-446655440000")).Should()
            .ThrowAsync<NotFoundException>()).Which;

        (failed.Status, failed.Code).Should().Be((404, "HTTP_404"));
        failed.Message.Should().Contain("File not found");
    }

    [Theory]
    [InlineData("""{"error":"NOT_READY","message":"Later","details":{"a":1}}""", "Later")]
    [InlineData("""{"error":{"code":null,"message":null}}""", "Conflict")]
    [InlineData("<html>proxy</html>", "Conflict")]
    [InlineData("[]", "Conflict")]
    [InlineData("", "Conflict")]
    public async Task An_undocumented_error_body_gives_the_best_available_message(string body, string message)
    {
        using var client = TestClients.CreateScopixClient(new StubHttpHandler((_, _) => StubHttpHandler.CreateJsonResponse(body, 409)));

        var failed = (await client.Files.Invoking(files => files.ListAsync()).Should().ThrowAsync<ConflictException>()).Which;

        failed.Message.Should().Be($"409 HTTP_409: {message}");
    }

    [Theory]
    [InlineData("USAGE_LIMIT_EXCEEDED")]
    [InlineData("STORAGE_QUOTA_EXCEEDED")]
    public async Task An_exhausted_quota_is_not_retried(string code)
    {
        var service = new StubHttpHandler(
            (_, _) => StubHttpHandler.CreateJsonResponse($$"""{"error":{"code":"{{code}}","message":"Used up"},"request_id":"r"}""", 429));
        using var client = TestClients.CreateScopixClient(service);

        var failed = (await client.Files.Invoking(files => files.ListAsync()).Should().ThrowAsync<QuotaExceededException>()).Which;

        failed.Code.Should().Be(code);
        service.CallCount.Should().Be(1);
    }

    [Fact]
    public async Task An_exception_contains_the_suggested_endpoint_and_the_rate_limit_window()
    {
        using var client = TestClients.CreateScopixClient(new StubHttpHandler((_, call) => call == 0
            ? StubHttpHandler.CreateJsonResponse("""
                {"error":{"code":"HTTP_413","message":"Too large"},"request_id":"r",
                "suggestion":{"endpoint":"/api/v2/files/direct-uploads"}}
                """, 413)
            : CreateRateLimitResponse()));

        var large = (await client.Files.Invoking(files => files.ListAsync()).Should().ThrowAsync<PayloadTooLargeException>()).Which;
        var limited =
            (await client.Uploads.Invoking(uploads => uploads.GetStatusAsync("f")).Should().ThrowAsync<RateLimitException>()).Which;

        large.SuggestedEndpoint.Should().Be("/api/v2/files/direct-uploads");
        (limited.Limit, limited.Remaining, limited.Reset).Should().Be((100, 0, DateTimeOffset.FromUnixTimeSeconds(1_768_473_060)));
        limited.RetryAfter.Should().Be(TimeSpan.FromHours(1));

        static HttpResponseMessage CreateRateLimitResponse()
        {
            var response = StubHttpHandler.CreateJsonResponse("{}", 429);
            foreach (var (name, value) in new[] { ("X-RateLimit-Limit", "100"), ("X-RateLimit-Remaining", "0"),
                ("X-RateLimit-Reset", "1768473060"), ("Retry-After", "3600") })
                response.Headers.Add(name, value);
            return response;
        }
    }

    [Fact]
    public async Task An_exception_text_contains_no_key_and_no_signature()
    {
        using var client = TestClients.CreateScopixClient(new StubHttpHandler((_, _) => StubHttpHandler.CreateJsonResponse($$$"""
            {"error":{"code":"HTTP_400",
            "message":"{{{EmulatorOptions.DefaultApiKey}}} may not use https://s3/x?X-Amz-Signature=deadbeef"}}
            """, 400)));

        var failed = (await client.Files.Invoking(files => files.ListAsync()).Should().ThrowAsync<ValidationException>()).Which;

        failed.ToString().Should().NotContain(EmulatorOptions.DefaultApiKey).And.NotContain("deadbeef").And.Contain("https://s3/x?");
    }
}
