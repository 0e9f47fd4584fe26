using System.Net;
using System.Text;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Control;

/// <summary>The comparison of responses with the contracts, which all tests of the control API make, finds what is wrong.</summary>
public sealed class ControlResponseCheckTests
{
    private const string Clock = """{"now":"2026-01-15T11:30:00Z","frozen":true,"shift_seconds":1.5}""";

    [Theory]
    [InlineData("GET", "/_emulator/clock", 200, Clock)]
    [InlineData("GET", "/_emulator/clock?x=1", 200, Clock)]
    [InlineData("GET", "/_emulator/nothing", 404, """{"error":{"code":"HTTP_404","message":"no"},"request_id":"1"}""")]
    [InlineData("GET", "/_emulator/clock", 422, """{"detail":"no"}""")]
    [InlineData("GET", "/api/v2/files", 299, "{}")]
    public async Task A_response_that_the_contracts_have_is_accepted(string method, string path, int status, string body)
    {
        var check = () => ControlResponseCheck.CheckAsync(new HttpMethod(method), path, CreateResponse(status, body));

        await check.Should().NotThrowAsync();
    }

    [Theory]
    [InlineData("GET", "/_emulator/clock", 200, """{"now":"2026-01-15T11:30:00Z","frozen":true}""", "shift_seconds")]
    [InlineData("GET", "/_emulator/clock", 200, """{"now":"soon","frozen":true,"shift_seconds":1.5}""", "now")]
    [InlineData("GET", "/_emulator/info/", 200, Clock, "EmulatorInfo")]
    [InlineData("DELETE", "/_emulator/stubs", 200, """{"removed":1,"more":1}""", "more")]
    [InlineData("GET", "/_emulator/clock", 201, Clock, "no such response")]
    [InlineData("GET", "/_emulator/clock", 404, """{"error":{"code":"HTTP_404","message":"no"},"request_id":"1"}""", "no such response",
        "emulator.clock")]
    [InlineData("POST", "/_emulator/clock", 200, Clock, "no such response")]
    [InlineData("GET", "/_emulator/clock", 200, Clock, "emulator.info", "emulator.info")]
    [InlineData("GET", "/_emulator/ui", 304, "x", "must not have a body")]
    [InlineData("GET", "/_emulator/ui", 200, "{}", "media type application/json")]
    [InlineData("GET", "/_emulator/clock", 422, """{"error":{"code":"HTTP_422"},"request_id":"1"}""", "message")]
    public async Task Another_response_is_refused(
        string method, string path, int status, string body, string problem, string? operation = null)
    {
        var check = () => ControlResponseCheck.CheckAsync(new HttpMethod(method), path, CreateResponse(status, body, operation));

        (await check.Should().ThrowAsync<InvalidOperationException>()).Which.Message.Should().Contain(problem);
    }

    private static TestResponse CreateResponse(int status, string body, string? operation = null)
    {
        var content = new StringContent(body, Encoding.UTF8, "application/json");
        var message = new HttpResponseMessage((HttpStatusCode)status) { Content = content };
        if (operation is not null) message.Headers.Add("X-Emulator-Operation", operation);
        return new TestResponse(status, message.Headers, message.Content.Headers, Encoding.UTF8.GetBytes(body));
    }
}
