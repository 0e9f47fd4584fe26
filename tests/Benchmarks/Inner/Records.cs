using BenchmarkDotNet.Attributes;
using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.State;

namespace Scopix.Benchmarks.Inner;

/// <summary><c>GET /files/{id}</c> below HTTP, of an image; its blur_hash, which needs the bytes, is left out.</summary>
[MemoryDiagnoser]
public class Records
{
    private string[] _ids = [];
    private int _next;

    [GlobalSetup]
    public void Choose() =>
        _ids = Inside.Many.Read(turn => turn.Db.Query("SELECT id FROM files ORDER BY id LIMIT $1", row => row.GetString(0), 8 * Recent<FileRow>.Most)).ToArray(); // so many that none is remembered

    [Benchmark(Baseline = true, Description = "files.get, a file's first time")]
    public byte[] First() => Shown(Read(Next()));

    [Benchmark(Description = "files.get, again")]
    public byte[] Again() => Shown(Read(_ids[0]));

    [Benchmark(Description = "of that the record, first time")]
    public object RecordFirst() => Read(Next());

    [Benchmark(Description = "of that the record, again")]
    public object RecordAgain() => Read(_ids[0]);

    private string Next() => _ids[_next++ % _ids.Length];

    private static FileRecord Read(string id) => Inside.Many.Read(turn => FileStore.GetRow(turn, id)).Record;

    private static byte[] Shown(FileRecord file) =>
        JsonWriter.Bytes(FileDetails.Of(file, new FileLinks(Inside.Store, Inside.Store, Inside.Many.Storage, Inside.Origin), null, null));
}
