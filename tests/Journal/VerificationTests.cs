using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Journal;

public sealed class VerificationTests
{
    [Theory]
    [InlineData("""{"operation":"files.list"}""", 3)]
    [InlineData("""{"operation":"files.*"}""", 5)]
    [InlineData("""{"operation":"files.list","times":3}""", 3)]
    [InlineData("""{"operation":"files.list","at_least":2,"at_most":3}""", 3)]
    [InlineData("""{"operation":"projects.list","times":0}""", 0)]
    [InlineData("""{"operation":"projects.list","at_most":0}""", 0)]
    [InlineData("""{"operation":"files.list","query":{"tags":["a","b"]}}""", 1)]
    [InlineData("""{"operation":"files.list","query":{"tags":null},"times":1}""", 1)]
    [InlineData("""{"operation":"files.list","query":{"limit":5}}""", 1)]
    [InlineData("""{"path":"/api/v2/files*","status":200,"at_least":4}""", 4)]
    [InlineData("""{"status":422,"operation":"files.search"}""", 0)]
    [InlineData("""{"operation":"files.search","body":{"filters":{"media_types":["image"]}},"at_least":0}""", 0)]
    [InlineData("""{"operation":"files.search","body":{"query":"pump"}}""", 1)]
    [InlineData("""{"operation":"files.search","body":{}}""", 1)]
    [InlineData("""{"operation":"files.upload","body":{"title":"T","file":{"filename":"a.jpg"}},"status":201}""", 1)]
    public async Task Received_requests_are_verified(string expectation, int count)
    {
        await using var api = await StartWithRequestsAsync();
        var expected = expectation.Contains("422", StringComparison.Ordinal)
            ? expectation.Replace("}", ",\"times\":0}", StringComparison.Ordinal) : expectation;

        var response = await VerifyAsync(api, expected);

        response.Status.Should().Be(200, response.Text);
        (response["verified"].GetBoolean(), response["count"].GetInt32()).Should().Be((true, count));
        response["matched"].GetArrayLength().Should().Be(count);
    }

    [Fact]
    public async Task A_near_miss_is_explained()
    {
        await using var api = await StartWithRequestsAsync();

        var response = await VerifyAsync(api, """{"operation":"files.list","query":{"tags":"c"},"status":200}""");

        response.Status.Should().Be(409);
        response["verified"].GetBoolean().Should().BeFalse();
        response["message"].GetString().Should().Be(
            """Expected at least 1 of files.list with query {"tags":"c"}, status 200, found 0. """
            + """3 requests to files.list; the nearest, req_3, differs in query.tags: expected "c", was absent.""");
        response["near_misses"].EnumerateArray().Select(miss => miss.GetProperty("differences")[0].GetString()).Should().Equal(
            "query.tags: expected \"c\", was absent", "query.tags: expected \"c\", was [\"a\", \"b\"]",
            "query.tags: expected \"c\", was \"a\"");
    }

    [Theory]
    [InlineData("""{"operation":"files.search","body":{"query":"valve"}}""", "body.query: expected \"valve\", was \"pump\"")]
    [InlineData("""{"operation":"files.search","body":{"limit":5}}""", "body.limit: expected 5, was absent")]
    [InlineData("""{"operation":"files.search","body":{"query":{"text":"pump"}}}""",
        "body.query: expected {\"text\":\"pump\"}, was \"pump\"")]
    [InlineData("""{"operation":"files.upload","body":{"title":"U"}}""", "body.title: expected \"U\", was \"T\"")]
    [InlineData("""{"operation":"files.upload","status":422}""", "status: expected 422, was 201")]
    [InlineData("""{"operation":"files.search","path":"/api/v3/*"}""", "path: expected \"/api/v3/*\", was \"/api/v2/files/search\"")]
    public async Task Each_difference_names_its_location(string expectation, string difference)
    {
        await using var api = await StartWithRequestsAsync();

        var response = await VerifyAsync(api, expectation);

        response["near_misses"][0].GetProperty("differences").EnumerateArray().Select(text => text.GetString()).Should().Equal(difference);
    }

    [Fact]
    public async Task Requests_beyond_the_expected_count_are_named()
    {
        await using var api = await StartWithRequestsAsync();

        var response = await VerifyAsync(api, """{"operation":"files.list","times":1}""");

        (response.Status, response["count"].GetInt32()).Should().Be((409, 3));
        response["message"].GetString().Should().Be("Expected exactly 1 of files.list, found 3. Found req_1, req_2, req_3.");
    }

    [Fact]
    public async Task When_an_operation_was_not_called_the_called_operations_are_listed()
    {
        await using var api = await StartWithRequestsAsync();

        var response = await VerifyAsync(api, """{"operation":"projects.list"}""");

        response["message"].GetString().Should().Be(
            "Expected at least 1 of projects.list, found 0. "
            + "There were requests to files.list (3), files.search (1), files.upload (1).");
    }

    [Fact]
    public async Task An_order_allows_other_requests_between_and_fails_when_a_request_is_too_early()
    {
        await using var api = await StartWithRequestsAsync();

        var satisfied = await VerifyAsync(api,
            """{"order":[{"operation":"files.list"},{"operation":"files.search"},{"operation":"files.upload"}]}""");
        var unsatisfied = await VerifyAsync(api, """{"order":[{"operation":"files.upload"},{"operation":"files.search"}]}""");

        satisfied["matched"].EnumerateArray().Select(id => id.GetString()).Should().Equal("req_1", "req_4", "req_5");
        (unsatisfied.Status, unsatisfied["count"].GetInt32()).Should().Be((409, 1));
        unsatisfied["message"].GetString().Should().Be(
            "Number 2 of the order, of files.search, did not come after req_5; req_4 fits, "
            + "but came too early. There were no requests.");
    }

    [Theory]
    [InlineData("""{}""", "operation")]
    [InlineData("""{"times":1}""", "operation")]
    [InlineData("""{"opration":"files.list"}""", "opration")]
    [InlineData("""{"operation":"files.lst"}""", "operation")]
    [InlineData("""{"operation":"emulator.reset"}""", "operation")]
    [InlineData("""{"operation":"files.list","times":-1}""", "times")]
    [InlineData("""{"operation":"files.list","times":1,"at_least":1}""", "times")]
    [InlineData("""{"operation":"files.list","at_least":2,"at_most":1}""", "at_most")]
    [InlineData("""{"operation":"files.list","status":99}""", "status")]
    [InlineData("""{"operation":"files.list","query":"tags=a"}""", "query")]
    [InlineData("""{"operation":"files.list","query":{"tags":{"a":1}}}""", "query")]
    [InlineData("""{"path":""}""", "path")]
    [InlineData("""{"order":[]}""", "order")]
    [InlineData("""{"order":[null]}""", "order")]
    [InlineData("""{"order":[{"operation":"files.list"}],"times":1}""", "order")]
    [InlineData("""{"order":[{}]}""", "operation")]
    [InlineData("""{"order":[{"operation":"files.list","times":1}]}""", "order")]
    [InlineData("""{"order":[{"order":[{"operation":"files.list"}]}]}""", "order")]
    [InlineData("""{"body":"\ud800"}""", "body")]
    public async Task An_invalid_expectation_is_refused_by_its_field(string expectation, string field)
    {
        await using var api = await TestApi.StartInMemoryAsync();

        (await VerifyAsync(api, expectation)).ShouldFail(422, "VALIDATION_ERROR", field);
    }

    private static Task<TestResponse> VerifyAsync(
        TestApi api, string expectation) => api.SendTextAsync(HttpMethod.Post, "/_emulator/requests/verify", expectation);

    private static async Task<TestApi> StartWithRequestsAsync()
    {
        var api = await TestApi.StartAsync();
        await api.GetAsync("/api/v2/files?tags=a");
        await api.GetAsync("/api/v2/files?tags=a&tags=b");
        await api.GetAsync("/api/v2/files?limit=5");
        await api.PostAsync("/api/v2/files/search", new { query = "pump" });
        await api.UploadAsync(Samples.Photo(), "a.jpg", "title=T");
        return api;
    }
}
