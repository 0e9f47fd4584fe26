namespace Scopix.Contracts;

/// <summary>Domain extractions and compliance checks in files.get.</summary>
public sealed class ExtractionsContract(Target target)
{
    private const string Fields = "seed 000, ImageFileDetails: populated by content_category";
    private const string Check = "seed 001, Streaming Upload: compliance_type asks for a check";

    private readonly ApiClient _api = target.Api;

    [Theory]
    [InlineData("blueprint", "legend_data layout_region_data schedule_data")]
    [InlineData("ce_plan", "ce_plan_data legend_data layout_region_data schedule_data")]
    [InlineData("technical_diagram", "technical_diagram_data")]
    [InlineData("architectural_design", "architectural_design_data")]
    [InlineData("real_estate", "real_estate_data")]
    [InlineData("mining", "mining_data")]
    [InlineData("robotics", "robotics_data")]
    [InlineData("map", "legend_data")]
    [InlineData("pid", "pid_data")]
    [InlineData("pfd", "pfd_data")]
    [InlineData("construction", "construction_data")]
    [InlineData("facility_assessment", "facility_assessment_data")]
    [InlineData("general", "")]
    [InlineData("product_photo", "")]
    [InlineData("artwork", "")]
    [InlineData("screenshot", "")]
    [InlineData("document", "")]
    public async Task A_described_image_has_the_data_of_its_category_and_no_other(string category, string fields)
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng(), ("content_category", category));
        await _api.WaitUntilProcessedAsync(id);

        var details = await _api.GetAsync($"/files/{id}");

        ExpectSchema("file-details", details);
        var filled = details.Json.EnumerateObject()
            .Where(p => p.Name.EndsWith("_data", StringComparison.Ordinal) && p.Value.ValueKind != JsonValueKind.Null);
        Assumed($"{Fields}; which category fills what is our reading")
            .ExpectSequence(fields.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), filled.Select(p => p.Name).Order(),
                "the fields that are filled");
        if (fields.Length == 0) Documented(Fields).Expect(!filled.Any(), "a category without a domain has no domain data");
        Assumed("no review was sent").Expect(details.Json.IsNull("extraction_corrections"), "no corrections before a review");
    }

    [Theory]
    [InlineData("mls", "nar_baseline", "mls_compliance_check", "marketplace_compliance_check")]
    [InlineData("marketplace", "amazon", "marketplace_compliance_check", "mls_compliance_check")]
    public async Task A_compliance_check_agrees_with_the_list(string type, string standard, string field, string other)
    {
        var id = await _api.UploadAndGetIdAsync(
            Samples.CreatePng(), ("compliance_type", type), ("compliance_standard", standard), ("compliance_image_type", "secondary"));
        await _api.WaitUntilProcessedAsync(id);

        var details = await _api.GetAsync($"/files/{id}");

        ExpectSchema("file-details", details);
        var reading = Assumed($"{Check}; where its result stands is our reading");
        Documented(Check).Expect(details.Json.IsNull(other), $"{other} is null because it was not requested");
        reading.Expect(!details.Json.IsNull(field), $"{field} contains the result");
        if (details.Json.IsNull(field)) return;
        reading.ExpectEqual(standard, $"{details.Json.Find($"{field}.standard")}", "standard");
        reading.ExpectEqual("secondary", $"{details.Json.Find($"{field}.image_type")}", "image_type");
        foreach (var status in new[] { "passed", "failed" })
        {
            var page = await _api.GetAsync($"/files?ids={id}&compliance_status={status}");
            var count = $"{details.Json.Find($"{field}.status")}" == status ? 1 : 0;
            reading.ExpectEqual(count, page.Json.GetNumber("total_count"), $"files with compliance_status={status}");
        }
    }
}
