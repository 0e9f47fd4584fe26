using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Http;

public sealed class FastapiErrorTests
{
    [Fact]
    public async Task The_fastapi_dialect_returns_a_404_with_a_text_detail()
    {
        await using var api = await StartAsync();

        var response = await api.GetAsync("/api/v2/files/00000000-0000-4000-8000-000000000000");

        response.Status.Should().Be(404);
        response.Text.Should().Be("""{"detail":"File not found"}""");
        response.Header("X-Request-ID").Should().NotBeNull();
    }

    [Fact]
    public async Task The_fastapi_dialect_lists_the_errors_of_a_query_parameter()
    {
        await using var api = await StartAsync();

        var response = await api.GetAsync("/api/v2/files?limit=101");

        response.Status.Should().Be(422);
        response.Text.Should().Be("""{"detail":[{"loc":["query","limit"],"msg":"must be between 1 and 100","type":"value_error"}]}""");
    }

    [Theory]
    [InlineData("path", "/api/v2/files/not-a-uuid", null)]
    [InlineData("header", "/api/v2/files/check-duplicates", "")]
    [InlineData("body", "/api/v2/files/check-duplicates", "{}")]
    public async Task The_fastapi_dialect_reports_the_location_of_invalid_input(string place, string path, string? body)
    {
        await using var api = await StartAsync();

        var response = body is null ? await api.GetAsync(path)
            : await api.SendTextAsync(HttpMethod.Post, path, body, body.Length == 0 ? "text/plain" : "application/json");

        response.Status.Should().Be(422);
        response["detail"][0].GetProperty("loc")[0].GetString().Should().Be(place);
    }

    [Fact]
    public async Task The_fastapi_dialect_returns_401_405_413_and_404_with_a_text_detail()
    {
        await using var api = await StartAsync();

        TestResponse[] responses =
        [
            await api.WithKey(null).GetAsync("/api/v2/files"),
            await api.DeleteAsync("/api/v2/files"),
            await api.SendTextAsync(HttpMethod.Post, "/api/v2/files/check-duplicates", new string(' ', 1024 * 1024 + 1)),
            await api.GetAsync("/api/v2/nothing"),
        ];

        responses.Select(response => response.Status).Should().Equal(401, 405, 413, 404);
        responses.Should()
            .OnlyContain(
                response => response.Json.EnumerateObject().Count() == 1
                    && response["detail"].ValueKind == System.Text.Json.JsonValueKind.String);
    }

    private static Task<TestApi> StartAsync() => TestApi.StartAsync(options => options with { Errors = ErrorDialect.Fastapi });
}
