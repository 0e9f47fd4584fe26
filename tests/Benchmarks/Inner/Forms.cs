using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;
using Scopix.Emulator.Api.Scopix.Uploads;
using Scopix.Emulator.Http;

namespace Scopix.Benchmarks.Inner;

/// <summary>
/// Reads multipart bodies as <c>POST /files/upload</c> does: fields into memory, the file, hashed meanwhile, into the staging store.
/// </summary>
[MemoryDiagnoser]
public class Forms
{
    private const int Size = 1024 * 1024;
    private const string Boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

    private static readonly FormLimits Limits =
        new("file", 1, UploadsApi.MaxFileBytes, UploadsApi.MaxFileBytes, KeepOversizedFiles: false, UploadsApi.CreateTooLargeError);

    private readonly RequestIdentity _caller = new(BenchmarkState.EmptyTenant, null, "req_benchmark", HasAuthorization: true);
    private byte[] _file = [], _form = [], _fieldsOnly = [];

    [GlobalSetup]
    public void Setup()
    {
        _file = new byte[Size];
        // incompressible, as in a JPEG
        for (uint i = 0, state = 1; i < Size; i++) _file[i] = (byte)((state = state * 1664525 + 1013904223) >> 24);
        var fields = Field("title", "Pump house, north wall") + Field("tags", "pump") + Field("content_category", "facility_assessment");
        var part =
            $"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"north-wall.jpg\"\r\nContent-Type: "
            + "image/jpeg\r\n\r\n";
        _form = [.. Encoding.ASCII.GetBytes(fields + part), .. _file, .. Encoding.ASCII.GetBytes($"\r\n--{Boundary}--\r\n")];
        _fieldsOnly = Encoding.ASCII.GetBytes($"{fields}--{Boundary}--\r\n");
    }

    [Benchmark(Baseline = true, Description = "the 1 MiB alone, staged")]
    public async Task<long> StageBytes()
    {
        using var staged = await BenchmarkState.Store
            .StageAsync(BenchmarkState.EmptyTenant.Storage, new MemoryStream(_file), UploadsApi.MaxFileBytes, CancellationToken.None);
        return staged.SizeBytes;
    }

    [Benchmark(Description = "a form: the 1 MiB and three fields")]
    public Task<int> ReadForm() => ReadAsync(_form, 1);

    [Benchmark(Description = "a form: the three fields")]
    public Task<int> ReadFields() => ReadAsync(_fieldsOnly, 0);

    private async Task<int> ReadAsync(byte[] body, int files)
    {
        var http = new DefaultHttpContext();
        http.Request.ContentType = $"multipart/form-data; boundary={Boundary}";
        http.Request.ContentLength = body.Length;
        http.Request.Body = new MemoryStream(body);
        using var form =
            await MultipartForm.ReadAsync(new RequestContext(http, _caller, BenchmarkState.Options), BenchmarkState.Store, Limits);
        return form.Files.Count == files && form.Fields.Text("tags", 50) == "pump"
            ? body.Length : throw new InvalidOperationException("The form was not read.");
    }

    private static string Field(
        string name, string value) => $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";
}
