using BenchmarkDotNet.Attributes;
using Scopix.Emulator.Api.Scopix;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;

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
    public byte[] ReadUncached() => Serialize(Read(NextId()));

    [Benchmark(Description = "files.get, again")]
    public byte[] ReadCached() => Serialize(Read(_ids[0]));

    [Benchmark(Description = "of that the record, first time")]
    public object ReadRecordUncached() => Read(NextId());

    [Benchmark(Description = "of that the record, again")]
    public object ReadRecordCached() => Read(_ids[0]);

    private string NextId() => _ids[_next++ % _ids.Length];

    private static FileRecord Read(string id) => BenchmarkState.FullTenant.Read(transaction => FileStore.GetRow(transaction, id)).Record;

    private static byte[] Serialize(FileRecord file) =>
        JsonWriter.Serialize(
            FileDetails.Create(file,
                new FileUrls(BenchmarkState.Store, BenchmarkState.Store, BenchmarkState.FullTenant.Storage, BenchmarkState.Origin), null,
                null), ScopixJsonContext.Shared.FileDetails);
}
