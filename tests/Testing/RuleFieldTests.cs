using System.Text.Json.Serialization.Metadata;
using FluentAssertions;
using Scopix.Emulator.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Testing;

/// <summary>What the kit sends has every field that the control API takes, under the same name.</summary>
public sealed class RuleFieldTests
{
    [Fact]
    public void A_fault_has_every_field_but_the_bundle() => Names(WireJson.Wire.Fault).Should().BeEquivalentTo(Names(WireJson.Wire.CreateFault).Except(["bundle"]));

    [Fact]
    public void A_stub_has_every_field() => Names(WireJson.Wire.Stub).Should().BeEquivalentTo(Names(WireJson.Wire.CreateStub));

    [Fact]
    public void An_expected_request_has_every_field_but_the_order() =>
        Names(WireJson.Wire.ExpectedRequest).Should().BeEquivalentTo(Names(WireJson.Wire.VerificationRequest).Except(["order"]));

    private static IEnumerable<string> Names(JsonTypeInfo type) => type.Properties.Where(property => property.Get is not null).Select(property => property.Name);
}
