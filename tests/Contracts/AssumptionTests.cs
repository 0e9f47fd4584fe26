using FluentAssertions;
using Scopix.Contracts.Checks.Observing;
using Xunit;

namespace Scopix.Emulator.Tests.Contracts;

/// <summary><c>contracts/assumptions.json</c> and the page that is made of it.</summary>
public sealed class AssumptionTests
{
    [Fact]
    public void Every_assumption_rests_on_exactly_one_decision()
    {
        var sources = AssumptionPage.Claims.Concat(AssumptionPage.Fields).Concat(AssumptionPage.Operations).Distinct().ToList();

        var wrong = sources.Where(source => AssumptionPage.Decisions.Count(decision => decision.Covers(source)) != 1);

        sources.Count.Should().BeGreaterThan(200);
        wrong.Should().BeEmpty("each source belongs to one decision of contracts/assumptions.json");
    }

    [Fact]
    public void Every_source_of_a_decision_is_the_one_of_an_assumption()
    {
        var sources = AssumptionPage.Claims.Concat(AssumptionPage.Fields).Concat(AssumptionPage.Operations).Distinct().ToList();

        var unused = AssumptionPage.Decisions
            .SelectMany(decision => decision.Sources.Select(source => decision with { Sources = [source] }))
            .Where(decision => !sources.Any(decision.Covers)).Select(decision => decision.Sources[0]);

        unused.Should().BeEmpty("nothing is assumed for these reasons any more");
        AssumptionPage.Decisions.Should().OnlyContain(decision => decision.Sources.Count > 0);
        AssumptionPage.Decisions.Select(decision => decision.Id).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task The_page_is_what_the_contracts_make()
    {
        var made = AssumptionPage.Render(AssumptionPage.Refutations);

        if (Environment.GetEnvironmentVariable("SCOPIX_ASSUMPTIONS") == "write")
            await File.WriteAllTextAsync(AssumptionPage.Path, made, TestContext.Current.CancellationToken);

        (await File.ReadAllTextAsync(AssumptionPage.Path, TestContext.Current.CancellationToken)).Should()
            .Be(made, "make assumptions rewrites it after a change of the contracts");
    }

    [Fact]
    public void Every_refutation_is_one_of_a_decision_and_stands_on_the_page()
    {
        Refutation[] rows =
        [
            new("projects", Refutation.Refuted, "2026-01-15", "projects.list", 200, "items[].id", "string|null", "integer"),
            new("missing-resources", Refutation.PerhapsRefuted, "2026-01-16", "files.get", 410, "status", "404", "410"),
        ];

        var page = AssumptionPage.Render(rows);

        AssumptionPage.Refutations.Select(row => row.Decision).Should()
            .BeSubsetOf(AssumptionPage.Decisions.Select(decision => decision.Id));
        page.Should().Contain("**Refuted**: [`projects`](#projects). **Perhaps refuted**: [`missing-resources`](#missing-resources).")
            .And.Contain("?<br>**Refuted on 2026-01-15: projects.list 200, items[].id expected string\\|null, got integer** | ")
            .And.Contain("?<br>**Perhaps refuted on 2026-01-16: files.get 410, status expected 404, got 410** | ");
        AssumptionPage.Render([]).Should().NotContain("Refuted");
    }
}
