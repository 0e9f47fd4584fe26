using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Data;

public sealed class ExportLimitTests
{
    [Fact]
    public async Task An_export_of_more_than_one_hundred_thousand_records_fails_unless_it_is_limited()
    {
        using var folder = new DataDirectory();
        await using var api = await LargeExportTests.StartAsync(folder, 100_001);

        var tooMany = await api.ExportDataAsync(new { data_type = "descriptions", format = "csv" });
        var limited = await api.ExportDataAsync(new { data_type = "descriptions", format = "jsonl", limit = 10 });

        tooMany.Status.Should().Be(202);
        tooMany.Text.Should().Contain("""
            "status":"failed","download_url":null,"record_count":null,"format":"csv"
            """.Trim()).And.EndWith("""
            "estimated_completion_time":null,"error_message":"Export exceeded maximum record limit"}
            """.Trim());
        limited["record_count"].GetInt32().Should().Be(10);
    }
}
