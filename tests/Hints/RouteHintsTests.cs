using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Hints;

/// <summary>What is said to a request that reached no route.</summary>
public sealed class RouteHintsTests
{
    private const string Id = "00000000-0000-4000-8000-000000000000";

    [Theory]
    [InlineData("GET", "/files", "did you mean /api/v2/files?")]
    [InlineData("GET", "/api/files", "did you mean /api/v2/files?")]
    [InlineData("GET", "/v2/files", "did you mean /api/v2/files?")]
    [InlineData("GET", "/api/v1/files", "did you mean /api/v2/files?")]
    [InlineData("GET", "/api/v3/files", "did you mean /api/v2/files?")]
    [InlineData("GET", "/api/v2/api/v2/files", "did you mean /api/v2/files?")]
    [InlineData("GET", "/api/v2//files", "did you mean /api/v2/files?")]
    [InlineData("GET", "//api/v2/files", "did you mean /api/v2/files?")]
    [InlineData("GET", "/api/v2/file", "did you mean /api/v2/files?")]
    [InlineData("POST", "/api/v2/files/uplaod", "did you mean /api/v2/files/upload?")]
    [InlineData("GET", "/api/v2/file/" + Id, "did you mean /api/v2/files/{file_id}?")]
    [InlineData("GET", "/api/v2/files/" + Id + "/txt", "did you mean /api/v2/files/{file_id}/text?")]
    [InlineData("GET", "/api/v2/jobs/" + Id, "did you mean /api/v2/job/{job_id}?")]
    [InlineData("POST", "/folders/move_files", "did you mean /api/v2/folders/move-files?")]
    [InlineData("GET", "/beta/files", "did you mean /api/v1/beta/files?")]
    [InlineData("GET", "/api/v2/beta/files", "did you mean /api/v1/beta/files?")]
    [InlineData("GET", "/_emulator/fault", "did you mean /_emulator/faults?")]
    [InlineData("POST", "/emulator/clock/advance", "did you mean /_emulator/clock/advance?")]
    [InlineData("POST", "/clock/advance", "did you mean /_emulator/clock/advance?")]
    [InlineData("POST", "/api/v2/user-files/upload/stream",
        "this is a path of an older generation of the API; it is POST /api/v2/files/upload now")]
    [InlineData("POST", "/user-files/upload/stream-batch",
        "this is a path of an older generation of the API; it is POST /api/v2/files/upload/batch now")]
    [InlineData("POST", "/api/v2/uploads/request-presigned-url",
        "this is a path of an older generation of the API; it is POST /api/v2/files/direct-uploads now")]
    [InlineData("POST", "/api/v2/files/uploads/x/complete",
        "this is a path of an older generation of the API; it is POST /api/v2/files/direct-uploads/{upload_id}/complete now")]
    [InlineData("GET", "/api/v2/uploads/status/x",
        "this is a path of an older generation of the API; it is GET /api/v2/files/uploads-status/{file_id} now")]
    [InlineData("GET", "/api/v2/uploads/sessions/x/results",
        "this is a path of an older generation of the API; it is GET /api/v2/files/sessions/{session_id}/status now")]
    [InlineData("POST", "/api/v2/files/uploads",
        "this is a path of an older generation of the API; it is POST /api/v2/files/direct-uploads now")]
    [InlineData("GET", "/api/v2/something", null)]
    [InlineData("GET", "/api/v2/files/a/b/c", null)]
    [InlineData("GET", "/favicon.ico", null)]
    public async Task A_path_that_is_no_route_is_answered_with_the_route_that_was_meant(string method, string path, string? hint)
    {
        await using var api = await TestApi.StartInMemoryAsync();

        var response = await api.SendAsync(new HttpMethod(method), "http://localhost" + path);

        response.Status.Should().BeOneOf(404, 405);
        response.Header("X-Emulator-Hint").Should().Be(hint);
    }

    [Theory]
    [InlineData("PUT", "/api/v2/files/" + Id, "PATCH, not PUT")]
    [InlineData("POST", "/api/v2/files/" + Id, "GET, PATCH or DELETE, not POST")]
    [InlineData("GET", "/api/v2/files/upload/batch", "POST, not GET")]
    [InlineData("DELETE", "/api/v2/folders", "GET or POST, not DELETE")]
    [InlineData("PUT", "/_emulator/faults", "GET, POST or DELETE, not PUT")]
    [InlineData("FETCH", "/api/v2/folders", "this path takes GET or POST")]
    public async Task A_method_that_a_path_does_not_take_is_answered_with_those_that_it_takes(string method, string path, string hint)
    {
        await using var api = await TestApi.StartInMemoryAsync();

        var response = await api.SendAsync(new HttpMethod(method), path);

        response.Status.Should().Be(405);
        response.Header("X-Emulator-Hint").Should().Be(hint);
    }

    [Theory]
    [InlineData(10_000, 1)]
    [InlineData(4, 5_000)]
    public async Task Long_paths_are_not_compared(int length, int count)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.GetAsync(string.Concat(Enumerable.Repeat("/" + new string('a', length), count)));

        (response.Status, response.Header("X-Emulator-Hint")).Should().Be((404, null));
    }
}
