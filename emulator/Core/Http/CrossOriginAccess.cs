using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Scopix.Emulator.Http;

/// <summary>Browsers may call the API and its storage from any page, and read these headers of the answers (assumed).</summary>
internal static class CrossOriginAccess
{
    private static readonly string[] ExposedHeaders =
    [
        "ETag", "X-Request-ID", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "Retry-After", "Location",
        "Content-Disposition",
    ];

    /// <summary>What a page needs to read a file by ranges, as pdf.js does. A bucket's CORS is configuration: assumed.</summary>
    private static readonly string[] StorageExposedHeaders = ["Accept-Ranges", "Content-Range", "Content-Length", "Content-Encoding"];

    /// <summary>Admits pages of other origins everywhere but to the control API.</summary>
    public static void Allow(IApplicationBuilder app)
    {
        app.UseWhen(IsStorage, storage => Allow(storage, [.. ExposedHeaders, .. StorageExposedHeaders]));
        app.UseWhen(http => !IsStorage(http) && !http.Request.Path.StartsWithSegments("/_emulator"), api => Allow(api, ExposedHeaders));
    }

    private static bool IsStorage(HttpContext http) => http.Request.Path.StartsWithSegments("/_s3");

    /// <remarks>Not by <c>UseCors</c>: that compiles an expression at every start.</remarks>
    private static void Allow(IApplicationBuilder open, string[] exposed)
    {
        var policy = new CorsPolicyBuilder().AllowAnyOrigin().AllowAnyHeader().AllowAnyMethod().WithExposedHeaders(exposed).Build();
        var services = open.ApplicationServices;
        var (cors, policies) = (services.GetRequiredService<ICorsService>(), services.GetRequiredService<ICorsPolicyProvider>());
        var log = services.GetRequiredService<ILoggerFactory>();
        open.Use(next =>
        {
            var middleware = new CorsMiddleware(next, cors, policy, log);
            return http => middleware.Invoke(http, policies);
        });
    }
}
