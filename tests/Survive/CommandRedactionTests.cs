using FluentAssertions;
using Scopix.Contracts.Checks;
using Xunit;

namespace Scopix.Emulator.Tests.Survive;

/// <summary>A command in a report has no keys, and can still be pasted.</summary>
public sealed class CommandRedactionTests
{
    [Theory]
    [InlineData("-H \"Authorization: Bearer $SCOPIX_API_KEY\" $SCOPIX_BASE_URL", true)]
    [InlineData("-H 'Authorization: Bearer secret'", false)]
    [InlineData("-H 'Authorization: Bearer secret\"secret'", false)]
    [InlineData("-H 'Authorization: Bearer $secret'", false)]
    [InlineData("-H 'Authorization: Bearer $KEY.secret'", false)]
    public void Variables_stay_and_tokens_go_whatever_is_in_them(string command, bool stays)
    {
        var redacted = Redaction.RedactText(command);

        redacted.Should().NotContain("secret").And.EndWith(command[^1..], "the quote at the end stays");
        (redacted == command).Should().Be(stays);
    }
}
