using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Http;

public sealed class FastapiTests
{
    [Fact]
    public async Task The_fastapi_dialect_says_a_404_as_a_text()
    {
        await using var api = await StartAsync();

        var reply = await api.GetAsync("/api/v2/files/00000000-0000-4000-8000-000000000000");

        reply.Status.Should().Be(404);
        reply.Text.Should().Be("""{"detail":"File not found"}""");
        reply.Header("X-Request-ID").Should().NotBeNull();
    }

    [Fact]
    public async Task The_fastapi_dialect_lists_what_is_wrong_with_a_query_parameter()
    {
        await using var api = await StartAsync();

        var reply = await api.GetAsync("/api/v2/files?limit=101");

        reply.Status.Should().Be(422);
        reply.Text.Should().Be("""{"detail":[{"loc":["query","limit"],"msg":"must be between 1 and 100","type":"value_error"}]}""");
    }

    [Theory]
    [InlineData("path", "/api/v2/files/not-a-uuid", null)]
    [InlineData("header", "/api/v2/files/check-duplicates", "")]
    [InlineData("body", "/api/v2/files/check-duplicates", "{}")]
    public async Task The_fastapi_dialect_says_where_the_bad_input_stood(string place, string path, string? body)
    {
        await using var api = await StartAsync();

        var reply = body is null ? await api.GetAsync(path)
            : await api.SendTextAsync(HttpMethod.Post, path, body, body.Length == 0 ? "text/plain" : "application/json");

        reply.Status.Should().Be(422);
        reply["detail"][0].GetProperty("loc")[0].GetString().Should().Be(place);
    }

    [Fact]
    public async Task The_fastapi_dialect_says_401_405_413_and_unknown_routes_as_texts()
    {
        await using var api = await StartAsync();

        TestResponse[] replies =
        [
            await api.WithKey(null).GetAsync("/api/v2/files"),
            await api.DeleteAsync("/api/v2/files"),
            await api.SendTextAsync(HttpMethod.Post, "/api/v2/files/check-duplicates", new string(' ', 1024 * 1024 + 1)),
            await api.GetAsync("/api/v2/nothing"),
        ];

        replies.Select(reply => reply.Status).Should().Equal(401, 405, 413, 404);
        replies.Should()
            .OnlyContain(
                reply => reply.Json.EnumerateObject().Count() == 1 && reply["detail"].ValueKind == System.Text.Json.JsonValueKind.String);
    }

    private static Task<TestApi> StartAsync() => TestApi.StartAsync(options => options with { Errors = ErrorDialect.Fastapi });
}
