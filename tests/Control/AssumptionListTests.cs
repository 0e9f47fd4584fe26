using FluentAssertions;
using Scopix.Contracts.Checks;
using Xunit;

namespace Scopix.Emulator.Tests.Control;

/// <summary>What an emulator, which has no live service to ask, says of assumptions.</summary>
public sealed class AssumptionListTests
{
    [Fact]
    public async Task An_emulator_lists_every_decision_with_the_operations_that_rest_on_it()
    {
        await using var api = await TestApi.StartAsync(key: null);

        var list = await api.GetAsync("/_emulator/assumptions");

        var items = list["items"].EnumerateArray().ToList();
        items.Select(item => item.Text("id")).Should().BeEquivalentTo(AssumptionDecision.All.Select(decision => decision.Id));
        (list["refuted"].GetInt32(), list["confirmed"].GetInt32()).Should().Be((0, 0), "no recording of the live service has come in");
        items.Single(item => item.Text("id") == "projects").GetProperty("operations").Texts().Should()
            .Contain(["projects.get", "projects.update", "projects.delete"]).And.NotContain("files.upload");
        items.SelectMany(item => item.GetProperty("operations").Texts()).Distinct().Should()
            .BeSubsetOf(Operation.All.Select(operation => operation.Id));
    }
}
