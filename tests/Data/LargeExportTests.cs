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
    public async Task An_export_of_many_records_holds_none_of_them_in_memory()
    {
        using var folder = new DataDirectory();
        await using var api = await StartAsync(folder, 30_000);
        await api.ExportDataAsync(new { data_type = "descriptions", limit = 1_000 });

        using var monitor = new HeapMonitor();
        var export = await api.ExportDataAsync(new { data_type = "descriptions", format = "jsonl", limit = 30_000 });
        var growth = monitor.PeakGrowth();

        var size = FindExport(folder).Length;
        size.Should().BeGreaterThan(14 << 20);
        growth.Should().BeLessThan(12 << 20, "the export of {0} bytes is not held in memory", size);
        var ids = (await api.DownloadExportAsync(export)).ParseJsonLines().Select(line => line.GetProperty("id").GetString());
        ids.Should().OnlyHaveUniqueItems().And.HaveCount(30_000);
    }

    /// <summary>Starts an emulator whose default tenant has <paramref name="count"/> described files.</summary>
    internal static async Task<TestApi> StartAsync(DataDirectory folder, int count)
    {
        await using (var first = await StartAsync(folder)) await first.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        FileRowDuplicator.DuplicateUntil(folder, count);
        return await StartAsync(folder);
    }

    private static FileInfo FindExport(DataDirectory folder) =>
        folder.ListObjects().Where(path => path.EndsWith("jsonl", StringComparison.Ordinal))
            .Select(path => new FileInfo(Path.Combine(folder.Location, "objects", path))).Single();

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

        /// <summary>Collects once: <c>forceFullCollection</c> repeats up to twenty times while objects come and go.</summary>
        private void Sample()
        {
            GC.Collect();
            _peak = Math.Max(_peak, GC.GetTotalMemory(forceFullCollection: false));
        }
    }
}
