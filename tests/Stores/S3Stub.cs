using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Scopix.Emulator.Tests.Stores;

/// <summary>An S3 server with an empty bucket that can be made to fail, and to complete an upload late.</summary>
internal sealed class S3Stub : IAsyncDisposable
{
    private const string Empty =
        """<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>false</IsTruncated></ListBucketResult>""";
    private const string Begun =
        """<InitiateMultipartUploadResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><UploadId>1</UploadId>"""
        + "</InitiateMultipartUploadResult>";

    private const string Completed =
        """<CompleteMultipartUploadResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><ETag>"a"</ETag>"""
        + "</CompleteMultipartUploadResult>";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _deleted = new();

    private S3Stub(WebApplication app) => _app = app;

    /// <summary>The refusal of every request; null while the server works.</summary>
    public (int Status, string Code)? Failure { get; set; }

    /// <summary>Runs before the server responds to the completion of an upload.</summary>
    public Func<Task> Completing { get; set; } = () => Task.CompletedTask;

    /// <summary>The keys of the bucket that were deleted.</summary>
    public IReadOnlyCollection<string> Deleted => _deleted;

    public Uri Endpoint => new(_app.Urls.First());

    public static async Task<S3Stub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var stub = new S3Stub(builder.Build());
        stub._app.Run(stub.AnswerAsync);
        await stub._app.StartAsync();
        return stub;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        if (Failure is { } failure)
        {
            http.Response.StatusCode = failure.Status;
            await http.Response.WriteAsync($"<Error><Code>{failure.Code}</Code><Message>no</Message></Error>");
            return;
        }
        var (method, query) = (http.Request.Method, http.Request.Query);
        if (method == "DELETE" && query.Count == 0) _deleted.Enqueue(http.Request.Path.Value!);
        if (method == "POST" && query.ContainsKey("uploadId")) await Completing();
        await http.Response.WriteAsync(method != "POST" ? Empty : query.ContainsKey("uploads") ? Begun : Completed);
    }
}
