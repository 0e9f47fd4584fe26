using FluentAssertions;

namespace Scopix.Emulator.Tests.Http;

/// <summary>Assertions on the error envelope of the API.</summary>
internal static class ErrorEnvelopeAssertions
{
    /// <summary>Asserts that the response is an error of the given status, code and field in the envelope.</summary>
    public static void ShouldFail(this TestResponse response, int status, string code, string? field = null)
    {
        response.Status.Should().Be(status, response.Text);
        response.ShouldBeAnEnvelope();
        response.Code.Should().Be(code);
        response.Field.Should().Be(field);
    }

    /// <summary>Asserts that the body is <c>{"error":{"code","message","details"?},"request_id"}</c> with the id of the header.</summary>
    public static void ShouldBeAnEnvelope(this TestResponse response)
    {
        response.Header("Content-Type").Should().Be("application/json");
        response.Json.EnumerateObject().Select(property => property.Name).Except(["suggestion"]).Should().Equal("error", "request_id");
        response["request_id"].GetString().Should().Be(response.Header("X-Request-ID"));
        response["error"].EnumerateObject().Select(property => property.Name).Except(["details"]).Should().Equal("code", "message");
        response["error"].GetProperty("message").GetString().Should().NotBeNullOrWhiteSpace().And
            .NotMatchRegex(@"Scopix\.Emulator|System\.|\.NET|annotation");
        if (response.Field is not null) response.Issue.Should().NotBeNullOrWhiteSpace();
    }
}
