using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Extractions;

public sealed class ComplianceTests
{
    [Theory]
    [InlineData("mls", "mls_compliance_check", "marketplace_compliance_check")]
    [InlineData("marketplace", "marketplace_compliance_check", "mls_compliance_check")]
    public async Task The_list_filter_the_check_status_and_its_rules_agree(string type, string field, string other)
    {
        await using var api = await TestApi.StartAsync();
        var statuses = new List<string>();
        for (var n = 0; n < 12; n++)
        {
            var id = await api
                .UploadAndGetIdAsync(Samples.Photo(n), $"{n}.jpg", $"compliance_type={type}", "compliance_standard=amazon",
                    "compliance_image_type=main");
            var file = await api.GetFileAsync(id);
            var check = file[field];
            statuses.Add(check.Text("status")!);
            (check.Text("standard"), check.Text("image_type"), file[other].ValueKind).Should().Be(("amazon", "main", JsonValueKind.Null));
            var broken = check.GetProperty("checks").EnumerateArray().Count(rule => !rule.GetProperty("passed").GetBoolean());
            check.Text("status").Should().Be(broken == 0 ? "passed" : "failed");
            (check.Number("score") == 100).Should().Be(broken == 0);
            (await api.ListFilesAsync($"ids={id}&compliance_status={statuses[^1]}"))["total_count"].GetInt32().Should().Be(1);
            (await api.ListFilesAsync($"ids={id}&compliance_status={(broken == 0 ? "failed" : "passed")}"))["total_count"].GetInt32()
                .Should().Be(0);
        }

        statuses.Distinct().Should().HaveCount(2);
    }

    [Fact]
    public async Task A_check_is_pending_until_the_description_ends()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Manual });
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg", "compliance_type=mls", "compliance_standard=nar");

        var (pending, before) = ((await api.ListFilesAsync("compliance_status=pending")).Ids(), await api.GetFileAsync(id));
        await api.PostAsync($"/_emulator/files/{id}/stages/description", new { action = "fail" });

        pending.Should().Equal(id);
        before["mls_compliance_check"].ValueKind.Should().Be(JsonValueKind.Null);
        var status = (await api.GetFileAsync(id))["mls_compliance_check"].Text("status");
        (await api.ListFilesAsync($"compliance_status={status}")).Ids().Should().Equal(id);
        (await api.ListFilesAsync("compliance_status=pending"))["total_count"].GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task Main_marketplace_images_have_more_rules_than_secondary_images()
    {
        await using var api = await TestApi.StartAsync();

        var (main, secondary) = (await RulesAsync(api, "main"), await RulesAsync(api, "secondary"));

        main.Should().Contain("white_background").And.Contain(secondary);
        secondary.Should().NotContain("white_background");
    }

    [Theory]
    [InlineData("clip.mp4")]
    [InlineData("notes.txt")]
    public async Task Only_images_are_checked_for_compliance(string fixture)
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(Samples.File(fixture), fixture, "compliance_type=mls", "compliance_standard=nar");

        foreach (var status in new[] { "pending", "passed", "failed" })
            (await api.ListFilesAsync($"compliance_status={status}"))["total_count"].GetInt32().Should().Be(0);
    }

    private static async Task<string[]> RulesAsync(TestApi api, string imageType)
    {
        var id = await api
            .UploadAndGetIdAsync(Samples.Photo(), "a.jpg", "compliance_type=marketplace", "compliance_standard=amazon",
                $"compliance_image_type={imageType}");
        return [.. (await api.GetFileAsync(id))["marketplace_compliance_check"].GetProperty("checks").EnumerateArray()
            .Select(rule => rule.Text("rule")!)];
    }
}
