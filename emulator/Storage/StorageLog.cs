namespace Scopix.Storage;

internal static partial class StorageLog
{
    public static void ReportDamage(HttpContext http, string reason)
    {
        var log = http.RequestServices?.GetService<ILoggerFactory>()?.CreateLogger("Scopix.Emulator.ObjectStore.S3Endpoint");
        if (log is not null) LogDamage(log, http.Request.Method, http.Request.Path.ToUriComponent(), reason);
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed: {Reason}")]
    private static partial void LogDamage(ILogger log, string method, string path, string reason);
}
