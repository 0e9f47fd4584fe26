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
        GetNames(TestingJsonContext.Shared.ExpectedRequest).Should()
            .BeEquivalentTo(GetNames(ControlJsonContext.Shared.VerificationRequest).Except(["order"]));

    private static IEnumerable<string> GetNames(
        JsonTypeInfo type) => type.Properties.Where(property => property.Get is not null).Select(property => property.Name);
}
