using System.Text.Json.Serialization.Metadata;
using FluentAssertions;
using Scopix.Emulator.Control;
using Xunit;

namespace Scopix.Emulator.Tests.Testing;

/// <summary>The public API sends every field that the control API takes, under the same name.</summary>
public sealed class RuleFieldTests
{
    [Fact]
    public void An_expected_request_has_every_field_but_the_order() =>
        Names(TestingJsonContext.Shared.ExpectedRequest).Should()
            .BeEquivalentTo(Names(ControlJsonContext.Shared.VerificationRequest).Except(["order"]));

    private static IEnumerable<string> Names(
        JsonTypeInfo type) => type.Properties.Where(property => property.Get is not null).Select(property => property.Name);
}
