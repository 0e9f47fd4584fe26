using System.Globalization;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Telemetry;

public sealed class TelemetryTests
{
    private const string Path = "/api/v2/files/log-upload-event";

    [Theory]
    [InlineData("event_type", 100)]
    [InlineData("message", 2_000)]
    [InlineData("session_id", 100)]
    [InlineData("file_name", 500)]
    [InlineData("timestamp", 50)]
    public async Task A_text_is_limited_in_characters(string field, int maximum)
    {
        await using var api = await TestApi.StartAsync(key: null);
        var longest = string.Concat(Enumerable.Repeat("🔥", maximum));

        var (edge, beyond) = (await LogEventAsync(api, field, $"\"{longest}\""), await LogEventAsync(api, field, $"\"{longest}x\""));

        edge.Status.Should().Be(200, edge.Text);
        (beyond.Status, beyond.Field).Should().Be((422, field));
    }

    [Theory]
    [InlineData("file_index", "0", 200)]
    [InlineData("file_index", "10000", 200)]
    [InlineData("file_index", "10001", 422)]
    [InlineData("file_index", "-1", 422)]
    [InlineData("file_index", "\"5\"", 422)]
    [InlineData("file_index", "null", 200)]
    [InlineData("event_type", "\"\"", 422)]
    [InlineData("message", "\"\"", 422)]
    [InlineData("event_type", "null", 422)]
    [InlineData("message", "7", 422)]
    [InlineData("data", "null", 200)]
    [InlineData("data", "{}", 200)]
    [InlineData("timestamp", "\"whenever\"", 200)]
    [InlineData("more", "1", 200)]
    public async Task A_value_is_validated(string field, string value, int status)
    {
        await using var api = await TestApi.StartAsync(key: null);

        var response = await LogEventAsync(api, field, value);

        response.Status.Should().Be(status, response.Text);
        if (status == 422) response.Field.Should().Be(field);
    }

    [Theory]
    [InlineData(10_240, 200)]
    [InlineData(10_241, 422)]
    public async Task Data_has_at_most_10_KB_as_JSON(int bytes, int status)
    {
        await using var api = await TestApi.StartAsync(key: null);
        const string frame = """{"k":""}""";

        var response = await LogEventAsync(api,
            "data", $$"""{"k":"{{new string('é', (bytes - frame.Length) / 2)}}{{new string('x', bytes % 2)}}"}""");

        response.Status.Should().Be(status, response.Text);
        if (status == 422) response.Field.Should().Be("data");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not a key")]
    [InlineData("scopix_short")]
    public async Task An_event_is_logged_whatever_key_is_sent(string? key)
    {
        await using var api = await TestApi.StartAsync(key: key);

        var response = await LogEventAsync(api, "session_id", "\"s\"");

        (response.Status, response.Json.Text("status")).Should().Be((200, "logged"));
    }

    [Fact]
    public async Task The_time_in_the_response_has_microseconds_and_an_offset_and_is_the_clock_s()
    {
        await using var api = await TestApi.StartAsync();
        var withoutKey = api.WithKey(null);
        await withoutKey.FreezeAsync("2027-01-01T00:00:00+02:00");
        await api.FreezeAsync("2026-04-15T10:35:00.123456Z");

        var (own, open) = (await LogEventAsync(api, "data", "{}"), await LogEventAsync(withoutKey, "data", "{}"));

        own.Json.Text("timestamp").Should().Be("2026-04-15T10:35:00.123456+00:00");
        open.Json.Text("timestamp").Should().Be("2026-12-31T22:00:00.000000+00:00");
    }

    [Fact]
    public async Task An_event_leaves_no_trace_in_files_sessions_or_quota()
    {
        await using var api = await TestApi.StartAsync();

        await LogEventAsync(api, "session_id", "\"660f9511-f3ac-52e5-b827-557766551111\"");

        (await api.ListFilesAsync())["total_count"].GetInt32().Should().Be(0);
        (await api.GetAsync("/api/v2/files/sessions"))["total_count"].GetInt32().Should().Be(0);
        (await api.GetMonthlyUsageAsync()).Should().Be(0);
    }

    /// <summary>An event of which one field has the given value.</summary>
    private static Task<TestResponse> LogEventAsync(TestApi api, string field, string value)
    {
        var fields =
            new Dictionary<string, string> { ["event_type"] = "\"upload_retry\"", ["message"] = "\"Chunk 5 failed\"", [field] = value };
        var body = string.Join(',', fields.Select(entry => string.Create(CultureInfo.InvariantCulture, $"\"{entry.Key}\":{entry.Value}")));
        return api.SendTextAsync(HttpMethod.Post, Path, $"{{{body}}}");
    }
}
