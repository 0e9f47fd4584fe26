using FluentAssertions;
using Scopix.Emulator.Tests.Exports;
using Xunit;

namespace Scopix.Emulator.Tests.Data;

/// <summary>Runs without parallel tests, since it measures the memory of the process.</summary>
[CollectionDefinition(nameof(LargeExportTests), DisableParallelization = true)]
[Collection(nameof(LargeExportTests))]
public sealed class LargeExportTests
{
    [Fact]
    public async Task One_hundred_thousand_records_are_exported_in_constant_memory_and_one_more_fails()
    {
        using var folder = new DataDirectory();
        await using (var first = await StartAsync(folder)) await first.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        FileRowDuplicator.DuplicateUntil(folder, 100_001);
        await using var api = await StartAsync(folder);
        await api.ExportDataAsync(new { data_type = "descriptions", limit = 1_000 });

        var tooMany = await api.ExportDataAsync(new { data_type = "descriptions", format = "csv" });
        using var watch = new HeapMonitor();
        var limited = await api
            .ExportDataAsync(new { data_type = "descriptions", format = "jsonl", limit = 100_000, fields = new[] { "id", "description" } });
        var growth = watch.PeakGrowth();

        tooMany.Status.Should().Be(202);
        tooMany.Text.Should().Contain("""
            "status":"failed","download_url":null,"record_count":null,"format":"csv"
            """.Trim()).And.EndWith("""
            "estimated_completion_time":null,"error_message":"Export exceeded maximum record limit"}
            """.Trim());
        limited["record_count"].GetInt32().Should().Be(100_000);
        var size = folder.ListObjects().Where(path => path.EndsWith("jsonl", StringComparison.Ordinal))
            .Select(path => new FileInfo(Path.Combine(folder.Location, "objects", path)).Length).Single();
        size.Should().BeGreaterThan(14 << 20);
        growth.Should().BeLessThan(12 << 20, "the export of {0} bytes is not held in memory", size);
        var ids = (await api.DownloadExportAsync(limited)).ParseJsonLines().Select(line => line.GetProperty("id").GetString());
        ids.Should().OnlyHaveUniqueItems().And.HaveCount(100_000);
    }

    private static Task<TestApi> StartAsync(DataDirectory folder) => TestApi.StartAsync(options => options with { Data = folder.Location });

    /// <summary>Samples the size of live objects on the heap after garbage collection.</summary>
    private sealed class HeapMonitor : IDisposable
    {
        private readonly long _idle = GC.GetTotalMemory(forceFullCollection: true);
        private readonly Timer _timer;
        private long _peak;

        public HeapMonitor() => _timer = new Timer(_ => Sample(), null, 500, 500);

        public long PeakGrowth()
        {
            Sample();
            return _peak - _idle;
        }

        public void Dispose() => _timer.Dispose();

        private void Sample() => _peak = Math.Max(_peak, GC.GetTotalMemory(forceFullCollection: true));
    }
}
