using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Testing;

/// <summary>The control of a test over its tenant, and its effect on the API.</summary>
public sealed class TenantTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_clock_is_frozen_advanced_and_resumed()
    {
        await using var scopix = await StartAsync();
        var (tenant, other) = (scopix.NewTenant(), scopix.NewTenant());
        using var http = tenant.CreateClient();

        (await tenant.Clock.FreezeAsync(Noon)).At.Should().Be(Noon);
        (await tenant.Clock.AdvanceAsync(TimeSpan.FromHours(2.5))).Should().Be(Noon.AddHours(2.5));
        var id = await http.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        (await http.GetJsonAsync($"files/{id}"))["created_at"]!.GetValue<string>().Should().Be("2026-03-01T14:30:00Z");
        (await tenant.Clock.GetAsync()).Should()
            .Match<Scopix.Emulator.Control.Clock.ClockResponse>(clock => clock.Frozen && clock.Now == Noon.AddHours(2.5));

        (await tenant.Clock.ResumeAsync()).Should().BeCloseTo(Noon.AddHours(2.5), TimeSpan.FromMinutes(5));
        (await tenant.Clock.GetAsync()).Frozen.Should().BeFalse();
        (await other.Clock.GetNowAsync()).Should().NotBeCloseTo(Noon, TimeSpan.FromDays(30));
        (await tenant.Clock.FreezeAsync()).At.Should().BeCloseTo(Noon.AddHours(2.5), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Faults_take_effect_are_counted_and_are_removed()
    {
        await using var scopix = await StartAsync();
        using var http = scopix.CreateClient();

        var added = await scopix.Faults.AddAsync(new Fault { Operation = "files.list", Status = 429, RetryAfter = 7, Times = 2 });
        using var refused = await http.GetAsync("/api/v2/files");
        var listed = await scopix.Faults.ListAsync();
        await scopix.Faults.RemoveAsync(added.Id);

        refused.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(7));
        added.Should()
            .Be(new AddedFault("fault_1", 0, 2, false, new Fault { Operation = "files.list", Status = 429, RetryAfter = 7, Times = 2 }));
        listed.Should().Equal(added with { Hits = 1, RemainingHits = 1 });
        (await http.GetStatusAsync("files")).Should().Be(200);
        (await scopix.Faults.ListAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Bundles_are_added_and_removed_by_name()
    {
        await using var scopix = await StartAsync();
        using var http = scopix.CreateClient();

        var bundle = await scopix.Faults.AddBundleAsync("rate-limited");
        await scopix.Faults.AddAsync(new Fault { Stage = "description", DelaySeconds = 60 });
        int[] statuses = [await http.GetStatusAsync("files"), await http.GetStatusAsync("files")];

        statuses.Should().BeEquivalentTo([200, 429]);
        bundle.Should().ContainSingle().Which.Fault.Bundle.Should().Be("rate-limited");
        (await scopix.Faults.RemoveBundleAsync("rate-limited")).Should().Be(1);
        (await scopix.Faults.ListAsync()).Should().ContainSingle().Which.Fault.DelaySeconds.Should().Be(60);
        (await scopix.Faults.ClearAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Stubs_decide_results_and_report_whether_they_were_used()
    {
        await using var scopix = await StartAsync();
        using var http = scopix.CreateClient();
        var data = JsonElement.Parse("""{"legend_data":{"items":[{"name":"Hedge"}]}}""");

        var used = await scopix.Stubs.AddAsync(new Stub
        {
            Filename = "plan*",
            Description = "A plan.",
            Tags = ["plan"],
            VisibleText = "A-1",
            ConfidenceScore = 0.5,
            Data = data,
        });
        var unused = await scopix.Stubs.AddAsync(new Stub { MediaType = "document", Chunks = ["One.", "Two."] });
        var id = await http.UploadAndGetIdAsync(Samples.Photo(), "plan-1.jpg");

        (await http.GetJsonAsync($"files/{id}"))["upload_description"]!.GetValue<string>().Should().Be("A plan.");
        (await scopix.Stubs.ListAsync()).Select(stub => (stub.Id, stub.Hits)).Should().Equal((used.Id, 1), (unused.Id, 0));
        (await scopix.Stubs.ListAsync(unused: true)).Should().ContainSingle().Which.Stub.Chunks.Should().Equal("One.", "Two.");
        (await scopix.Stubs.ListAsync(unused: false)).Single().Stub.Data!.Value.GetRawText().Should()
            .Be(data.GetRawText());
        await scopix.Stubs.RemoveAsync(unused.Id);
        (await scopix.Stubs.ClearAsync()).Should().Be(1);
    }

    [Fact]
    public async Task A_test_holds_and_releases_stages()
    {
        await using var scopix = await ScopixEmulator.StartInMemoryAsync(options => options with { Pipeline = PipelineMode.Manual });
        using var http = scopix.CreateClient();
        await using var frozen = await scopix.Clock.FreezeAsync(); // a released stage would soon be completed, and could not be held
        var (released, failing) =
            (await http.UploadAndGetIdAsync(Samples.Photo(1), "good.jpg"), await http.UploadAndGetIdAsync(Samples.Photo(2), "bad.jpg"));

        (await scopix.Stages.ReleaseAsync(released, "variants")).Should().NotBe("failed");
        (await scopix.Stages.HoldAsync(released, "variants")).Should().NotBe("completed");
        (await scopix.Stages.CompleteAsync(released, "variants")).Should().Be("completed");
        (await scopix.Stages.CompleteAsync(released, "description")).Should().Be("completed");
        (await scopix.Stages.CompleteAsync(failing, "variants")).Should().Be("completed");
        (await scopix.Stages.FailAsync(failing, "description", "timeout", "The model took too long")).Should().Be("failed");

        (await http.GetJsonAsync($"files/{released}"))["description_status"]!.GetValue<string>().Should().Be("completed");
        var failed = await http.GetJsonAsync($"files/{failing}");
        failed["description_status"]!.GetValue<string>().Should().Be("failed");
        failed["description_error_type"]!.GetValue<string>().Should().Be("timeout");
    }

    [Theory]
    [InlineData(false, "completed")]
    [InlineData(true, "failed")]
    public async Task A_test_releases_or_fails_a_held_export(bool fail, string expected)
    {
        await using var scopix = await ScopixEmulator.StartInMemoryAsync(options => options with { Pipeline = PipelineMode.Manual });
        using var http = scopix.CreateClient();
        using var exported = await http
            .PostAsync("/api/v2/data/export",
                new StringContent("""{"data_type":"descriptions","format":"csv"}""", null, "application/json"));
        var id = (string)JsonNode.Parse(await exported.Content.ReadAsStringAsync())!["export_id"]!;

        var status = fail ? await scopix.Stages.FailExportAsync(id) : await scopix.Stages.ReleaseExportAsync(id);
        await scopix.Clock.AdvanceAsync(TimeSpan.FromMinutes(10));

        status.Should().NotBe("pending");
        (await http.GetJsonAsync($"data/export/{id}"))["status"]!.GetValue<string>().Should().Be(expected);
    }

    [Fact]
    public async Task A_tenant_is_seeded_reports_its_coverage_and_is_reset()
    {
        await using var scopix = await StartAsync();
        var (tenant, other) = (scopix.NewTenant(), scopix.NewTenant());
        using var http = tenant.CreateClient();

        var seeded = await tenant.SeedAsync("scale", seed: 3, count: 25);
        (await http.GetJsonAsync("files?limit=10"))["total_count"]!.GetValue<int>().Should().Be(25);
        var coverage = await tenant.GetCoverageAsync("files.*");
        await tenant.ResetAsync();

        (seeded.Dataset, seeded.Seed, seeded.Files).Should().Be(("scale", 3, 25));
        coverage.Operations.Should().ContainSingle().Which.Id.Should().Be("files.list");
        coverage.NeverMet.Should().Contain("no 429: no limit was exceeded");
        (await other.GetCoverageAsync()).Operations.Should().BeEmpty();
        (await http.GetJsonAsync("files"))["total_count"]!.GetValue<int>().Should().Be(0);
    }

    [Fact]
    public async Task A_test_controls_deleted_files_credits_and_keys()
    {
        await using var scopix = await StartAsync();
        var tenant = scopix.NewTenant();
        using var http = tenant.CreateClient();
        var id = await http.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        using (await http.DeleteAsync($"/api/v2/files/{id}")) await tenant.RestoreFileAsync(id);
        (await http.GetStatusAsync($"files/{id}")).Should().Be(200);
        (await tenant.GetCreditsAsync()).Prepaid.Should().BeNull();
        (await tenant.SetCreditsAsync(5)).Prepaid.Should().Be(5);

        (await tenant.UpdateKeyAsync(Tier.Starter, isActive: false)).Should()
            .Match<Scopix.Emulator.Control.Keys.KeyResource>(key => key.Tier == "STARTER" && !key.IsActive);
        (await http.GetStatusAsync("files")).Should().Be(401);
    }

    [Fact]
    public async Task Settings_for_all_tenants_apply_to_later_tenants_too()
    {
        await using var scopix = await StartAsync();
        await scopix.AllTenants.Clock.FreezeAsync(Noon);
        await scopix.AllTenants.Stubs.AddAsync(new Stub { Description = "The same for all." });
        await scopix.AllTenants.Faults.AddAsync(new Fault { Operation = "files.get", Status = 503 });
        var tenant = scopix.NewTenant();
        using var http = tenant.CreateClient();
        using var keyless = new HttpClient(scopix.CreateHandler()) { BaseAddress = scopix.BaseAddress };

        var id = await http.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        (await http.GetStatusAsync($"files/{id}")).Should().Be(503);
        var file = await http.GetJsonAsync($"files/{id}");
        (await keyless.GetStatusAsync("files")).Should().Be(401);

        (await tenant.Clock.GetNowAsync()).Should().Be(Noon);
        file["upload_description"]!.GetValue<string>().Should().Be("The same for all.");
        (await tenant.Faults.ListAsync()).Should().ContainSingle().Which.IsShared.Should().BeTrue();
        (await scopix.AllTenants.Requests.ListAsync()).TotalCount.Should().Be(1);
        (await scopix.AllTenants.GetCoverageAsync()).Operations.Select(operation => operation.Id).Should().Contain("files.upload");
        await scopix.AllTenants.ClearCoverageAsync();
        (await scopix.AllTenants.GetCoverageAsync()).Operations.Should().BeEmpty();
        await scopix.AllTenants.ResetAsync();
        (await http.GetJsonAsync("files"))["total_count"]!.GetValue<int>().Should().Be(0);
    }

    private static Task<ScopixEmulator> StartAsync() =>
        ScopixEmulator.StartInMemoryAsync(options => options with { Pipeline = PipelineMode.Instant });
}
