using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Scopix.Emulator.Tests.Stores;

/// <summary>An S3 server with an empty bucket that can be made to fail.</summary>
internal sealed class S3Stub : IAsyncDisposable
{
    private const string Empty =
        """<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>false</IsTruncated></ListBucketResult>""";
    private readonly WebApplication _app;

    private S3Stub(WebApplication app) => _app = app;

    /// <summary>The refusal of every request; null while the server works.</summary>
    public (int Status, string Code)? Failure { get; set; }

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

    private Task AnswerAsync(HttpContext http)
    {
        if (Failure is not { } failure) return http.Response.WriteAsync(Empty);
        http.Response.StatusCode = failure.Status;
        return http.Response.WriteAsync($"<Error><Code>{failure.Code}</Code><Message>no</Message></Error>");
    }
}
