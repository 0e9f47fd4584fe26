using FluentAssertions;
using Scopix.Contracts.Checks.Observing;
using Xunit;

namespace Scopix.Emulator.Tests.Proxy;

/// <summary>
/// Recordings of a service that answers otherwise than was assumed become rows of <c>refuted.json</c>, in a copy of the contracts.
/// </summary>
public sealed class RefutationTests
{
    [Fact]
    public async Task What_a_service_does_otherwise_is_refuted_with_its_date_operation_and_shape()
    {
        using var copy = new ContractsCopy();
        await copy.RecordSessionAsync("scopix_Refute01secretofthistest", response =>
        {
            if (response is { Status: 200, Path: "/api/v2/projects" }) response.Json["total_count"] = "plantedtotal";
            else if (response.Path.EndsWith("/processing-status", StringComparison.Ordinal)) return DropField(response, "image_id");
            else if (response.Query == "?limit=500") response.Status = 400;
            else if (response.Path == "/api/v2/files/export/columns") response.Status = 405;
            else if (response is { Method: "GET", Status: 404 }) response.Status = 410;
            else return false;
            return true;
        });

        var result = copy.Merge();

        copy.Rows.Should().BeEquivalentTo(result.Refutations);
        var today = $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}";
        result.Refutations.Should().OnlyContain(row => row.On == today);
        var lines = result.Refutations.Select(row => $"{row.Decision} {row.Headline}".Replace(today, "DAY", StringComparison.Ordinal));
        lines.Should().Contain([
            "projects refuted on DAY: projects.list 200, total_count expected integer, got string",
            "processing-status refuted on DAY: files.processing_status 200, image_id expected present, got absent",
            "query-refusals refuted on DAY: files.list 400, request.query.limit expected 422, got 400",
            "verbs refuted on DAY: files.export_columns 405, verb expected GET is allowed, got 405",
            "deleted-files refuted on DAY: files.get 410, status expected 404, got 410",
            "missing-resources perhaps refuted on DAY: files.get 410, status expected 404, got 410"]);
        result.Refutations.Should().NotContain(row => row.Outcome == Refutation.PerhapsRefuted && row.Operation == "files.list",
            "the reason of the 400 is known");
        copy.ReadAll().Values.Should().NotContain(text => text.Contains("plantedtotal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_that_does_what_was_assumed_refutes_nothing()
    {
        using var copy = new ContractsCopy();

        await copy.RecordSessionAsync("scopix_Refute02secretofthistest", _ => false);

        var result = copy.Merge();

        result.Refutations.Should().BeEmpty();
        copy.ReadAll()["refuted.json"].Should().Be("[]\n");
    }

    [Fact]
    public async Task A_property_that_one_recording_contradicts_is_not_observed_in_another_one()
    {
        using var copy = new ContractsCopy();
        var count = 0;
        await copy.RecordSessionAsync("scopix_Refute03secretofthistest", response =>
        {
            if (response is not { Method: "GET", Path: "/api/v2/projects" } || count++ > 0) return false;
            response.Json["has_more"] = "no";
            return true;
        });

        var result = copy.Merge();
        var again = copy.Merge();

        copy.ReadSchema("project-list")["properties"]!["has_more"]!["x-evidence"]!.ToString().Should().Be("assumed");
        copy.ReadSchema("project-list")["properties"]!["offset"]!["x-evidence"]!.ToString().Should().Be("observed");
        result.Refutations.Should().ContainSingle().Which.Place.Should().Be("has_more");
        again.Refutations.Should().BeEquivalentTo(result.Refutations);
        result.Contradictions.Should().BeEmpty("what contradicts an assumption is a refutation");
    }

    [Fact]
    public void Merging_twice_changes_nothing_and_a_later_recording_keeps_the_date()
    {
        using var copy = new ContractsCopy();
        copy.Record("files.export_columns", 405, "2026-01-15");
        copy.Merge();
        var once = copy.ReadAll();

        copy.Merge();
        copy.ReadAll().Should().BeEquivalentTo(once);
        copy.Record("files.export_columns", 405, "2026-02-20", "sent");
        copy.Merge().Refutations.Should().ContainSingle().Which.On.Should().Be("2026-01-15");
    }

    [Theory]
    [InlineData(410, "missing-resources", "404")]
    [InlineData(415, "malformed-ids", "422")]
    public void Another_refusal_of_the_same_kind_perhaps_refutes(int status, string decision, string expected)
    {
        using var copy = new ContractsCopy();
        copy.Record("projects.get", status, "2026-01-15");

        copy.Merge().Refutations.Should().ContainEquivalentOf(new Refutation(
            decision, Refutation.PerhapsRefuted, "2026-01-15", "projects.get", status, "status", expected, $"{status}"));
    }

    [Fact]
    public void A_refusal_that_was_recorded_as_assumed_is_not_refuted_by_another_one()
    {
        using var copy = new ContractsCopy();
        copy.Record("projects.get", 410, "2026-01-15");
        copy.Merge().Refutations.Should().NotBeEmpty();

        copy.Record("projects.get", 404, "2026-01-16");
        var result = copy.Merge();

        result.Refutations.Should().BeEmpty();
        copy.ReadAll()["refuted.json"].Should().Be("[]\n");
        result.Contradictions.Should().Contain("projects.get 410: the status is documented");
    }

    [Fact]
    public void Statuses_of_the_account_and_failures_refute_nothing()
    {
        using var copy = new ContractsCopy();
        foreach (var status in (int[])[403, 429, 500, 503]) copy.Record("files.get", status, "2026-01-15");

        copy.Merge().Refutations.Should().BeEmpty();
    }

    private static bool DropField(DeviantResponse response, string field) => response.Json.AsObject().Remove(field);
}
