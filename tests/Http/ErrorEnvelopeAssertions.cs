using FluentAssertions;

namespace Scopix.Emulator.Tests.Http;

/// <summary>What every error of the API looks like.</summary>
internal static class ErrorEnvelopeAssertions
{
    /// <summary>The answer is an error of that status, code and field, in the envelope and nothing else.</summary>
    public static void ShouldFail(this TestResponse reply, int status, string code, string? field = null)
    {
        reply.Status.Should().Be(status, reply.Text);
        reply.ShouldBeAnEnvelope();
        reply.Code.Should().Be(code);
        reply.Field.Should().Be(field);
    }

    /// <summary>The body is <c>{"error":{"code","message","details"?},"request_id"}</c>, its id the header's.</summary>
    public static void ShouldBeAnEnvelope(this TestResponse reply)
    {
        reply.Header("Content-Type").Should().Be("application/json");
        reply.Json.EnumerateObject().Select(property => property.Name).Except(["suggestion"]).Should().Equal("error", "request_id");
        reply["request_id"].GetString().Should().Be(reply.Header("X-Request-ID"));
        reply["error"].EnumerateObject().Select(property => property.Name).Except(["details"]).Should().Equal("code", "message");
        reply["error"].GetProperty("message").GetString().Should().NotBeNullOrWhiteSpace().And
            .NotMatchRegex(@"Scopix\.Emulator|System\.|\.NET|annotation");
        if (reply.Field is not null) reply.Issue.Should().NotBeNullOrWhiteSpace();
    }
}
