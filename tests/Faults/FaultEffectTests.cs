using FluentAssertions;
using Scopix.Emulator.Tests.Snapshots;
using Xunit;

namespace Scopix.Emulator.Tests.Faults;

/// <summary>What the control API says of the requests and files on which a rule has acted.</summary>
public sealed class FaultEffectTests
{
    [Fact]
    public async Task The_journal_lists_the_requests_of_one_fault()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", status = 503, times = 2 });
        await api.PostAsync("/_emulator/faults", new { operation = "projects.list", status = 500 });
        foreach (var path in (string[])["files", "projects", "files", "files"]) await api.GetAsync("/api/v2/" + path);

        var ofFirst = await api.GetAsync("/_emulator/requests?fault_id=fault_1");
        var ofSecond = await api.GetAsync("/_emulator/requests?fault_id=fault_2");
        var ofNone = await api.GetAsync("/_emulator/requests?fault_id=fault_3");

        ofFirst["items"].EnumerateArray().Select(request => request.Number("status")).Should().Equal(503, 503);
        ofSecond["items"].EnumerateArray().Select(request => request.Text("operation")).Should().Equal("projects.list");
        ofNone["total_count"].GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task Faults_on_stages_and_stubs_name_the_newest_twenty_files()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/faults", new { stage = "description", fail = "timeout", times = 100 });
        await api.PostAsync("/_emulator/stubs", new { filename = "*9.jpg", description = "A roof" });

        var ids = new List<string>();
        for (var n = 0; n < 22; n++) ids.Add(await api.UploadAndGetIdAsync(Samples.Photo(n), $"{n}.jpg"));

        var fault = (await api.GetAsync("/_emulator/faults"))["items"][0];
        var stub = (await api.GetAsync("/_emulator/stubs"))["items"][0];
        fault.Number("hits").Should().Be(22);
        fault.GetProperty("files").EnumerateArray().Select(file => file.Text("id")).Should().Equal(Enumerable.Reverse(ids).Take(20));
        stub.GetProperty("files").EnumerateArray().Select(file => file.Text("filename")).Should().Equal("19.jpg", "9.jpg");
    }

    [Fact]
    public async Task Rules_for_all_tenants_name_no_files()
    {
        await using var api = await TestApi.StartAsync();
        await api.WithKey(null).PostAsync("/_emulator/faults", new { stage = "description", delay_seconds = 1, times = 5 });
        await api.WithKey(null).PostAsync("/_emulator/stubs", new { description = "A roof" });

        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");

        foreach (var path in (string[])["/_emulator/faults", "/_emulator/stubs"])
        {
            var rule = (await api.GetAsync(path))["items"][0];
            (rule.Text("scope"), rule.Number("hits"), rule.GetProperty("files").GetArrayLength()).Should().Be(("all", 1, 0), path);
        }
    }

    [Fact]
    public async Task A_snapshot_keeps_the_files_of_a_rule_with_the_times_at_which_it_acted()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2027-02-01T00:00:00Z");
        await api.PostAsync("/_emulator/faults", new { stage = "description", fail = "timeout" });
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        await api.SaveSnapshotAsync("start");
        await api.DeleteAsync("/_emulator/faults");
        await api.AdvanceAsync(TimeSpan.FromHours(1));

        await api.RestoreSnapshotAsync("start");

        var files = (await api.GetAsync("/_emulator/faults"))["items"][0].GetProperty("files");
        files.GetRawText().Should().Be($$"""[{"id":"{{id}}","filename":"a.jpg","at":"2027-02-01T00:00:00Z"}]""");
    }
}
