using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Scopix.Emulator.Http;

/// <summary>Allows browsers to call the API and its storage from any page and to read these response headers (assumed).</summary>
internal static class CrossOriginAccess
{
    private static readonly string[] ExposedHeaders =
    [
        "ETag", "X-Request-ID", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "Retry-After", "Location",
        "Content-Disposition",
    ];

    /// <summary>The headers a page needs to read a file by ranges, as pdf.js does. A bucket's CORS is configuration: assumed.</summary>
    private static readonly string[] StorageExposedHeaders = ["Accept-Ranges", "Content-Range", "Content-Length", "Content-Encoding"];

    public static void Allow(IApplicationBuilder app)
    {
        app.UseWhen(IsStorage, storage => Allow(storage, [.. ExposedHeaders, .. StorageExposedHeaders]));
        app.UseWhen(http => !IsStorage(http) && !http.Request.Path.StartsWithSegments("/_emulator"), api => Allow(api, ExposedHeaders));
    }

    private static bool IsStorage(HttpContext http) => http.Request.Path.StartsWithSegments("/_s3");

    /// <summary>Creates the middleware directly, because <c>UseCors</c> compiles an expression at every start.</summary>
    private static void Allow(IApplicationBuilder app, string[] exposedHeaders)
    {
        var policy = new CorsPolicyBuilder().AllowAnyOrigin().AllowAnyHeader().AllowAnyMethod().WithExposedHeaders(exposedHeaders).Build();
        var services = app.ApplicationServices;
        var (cors, policies) = (services.GetRequiredService<ICorsService>(), services.GetRequiredService<ICorsPolicyProvider>());
        var log = services.GetRequiredService<ILoggerFactory>();
        app.Use(next =>
        {
            var middleware = new CorsMiddleware(next, cors, policy, log);
            return http => middleware.Invoke(http, policies);
        });
    }
}
