using BenchmarkDotNet.Attributes;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Engine;

namespace Scopix.Benchmarks.Inner;

/// <summary><c>GET /files/{id}</c> of an image below HTTP, without its blur_hash, which needs the bytes.</summary>
[MemoryDiagnoser]
public class Records
{
    private string[] _ids = [];
    private int _next;

    [GlobalSetup]
    public void LoadIds() =>
        // more than the cache holds
        _ids = BenchmarkState.FullTenant
            .Read(transaction =>
                transaction.Db.Query("SELECT id FROM files ORDER BY id LIMIT $1", row => row.GetString(0),
                    8 * RecordCache<CachedFileRow>.MaxRecords)).ToArray();

    [Benchmark(Baseline = true, Description = "files.get, a file's first time")]
    public byte[] ReadUncached() => Read(NextId()).GetDetails(null, CreateUrls());

    [Benchmark(Description = "files.get, again")]
    public byte[] ReadCached() => Read(_ids[0]).GetDetails(null, CreateUrls());

    [Benchmark(Description = "of that the record, first time")]
    public object ReadRecordUncached() => Read(NextId()).Record;

    [Benchmark(Description = "of that the record, again")]
    public object ReadRecordCached() => Read(_ids[0]).Record;

    private string NextId() => _ids[_next++ % _ids.Length];

    private static CachedFileRow Read(string id) => BenchmarkState.FullTenant.Read(transaction => FileStore.GetRow(transaction, id));

    private static FileUrls CreateUrls() =>
        new(BenchmarkState.Store, BenchmarkState.Store, BenchmarkState.FullTenant.Storage, BenchmarkState.Origin);
}
