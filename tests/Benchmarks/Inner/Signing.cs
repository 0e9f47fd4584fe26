using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;
using Scopix.Storage;

namespace Scopix.Benchmarks.Inner;

/// <summary>Creates and verifies presigned URLs.</summary>
[MemoryDiagnoser]
public class Signing
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly StorageAccount _account = BenchmarkState.EmptyTenant.Storage;
    private readonly string[] _paths = [.. Enumerable.Range(0, 4096).Select(n => $"/_s3/scopix/images/0123456789abcdef/{n:x64}.jpg")];
    private readonly HeaderDictionary _headers = new() { ["Host"] = "127.0.0.1:8340", ["Accept"] = "*/*", ["User-Agent"] = "curl/8.5.0" };
    private readonly UrlSigner _signer;
    private string _path = "", _query = "";
    private int _next;

    /// <summary>Prepares the signer of many URLs.</summary>
    public Signing() => _signer = EmbeddedStore.CreateUrlSigner(_account, BenchmarkState.Origin, _account.Now(), Lifetime);

    [GlobalSetup]
    public void Setup()
    {
        var url = SigV4.Presign(_account, "GET", BenchmarkState.Origin, _paths[0], Lifetime);
        (_path, _query) = (url.AbsolutePath, url.Query[1..]);
    }

    [Benchmark(Baseline = true, Description = "presign one URL")]
    public Uri PresignOne() => SigV4.Presign(_account, "GET", BenchmarkState.Origin, _paths[_next++ % _paths.Length], Lifetime);

    [Benchmark(Description = "presign one of many")]
    public byte[] PresignOneOfMany() => _signer.Sign(_paths[_next++ % _paths.Length]);

    [Benchmark(Description = "presign a download")]
    public Uri PresignDownload() =>
        BenchmarkState.Store.PresignGet(_account, BenchmarkState.Origin, "images/0123456789abcdef/0123456789abcdef.jpg", Lifetime,
            "attachment; filename=\"north-wall.jpg\"");

    [Benchmark(Description = "verify, including parsing the query")]
    public object Verify() => SigV4.Verify(new S3Request("GET", _path, new S3Query(_query), _headers, "127.0.0.1:8340"), _ => _account);
}
