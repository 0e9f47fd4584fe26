using System.Diagnostics;

namespace Scopix.Client;

/// <summary>The activity of one call of an operation, over all its attempts; names of tags are OpenTelemetry's where it has one.</summary>
internal static class CallActivity
{
    private static readonly ActivitySource Source = new(ScopixClient.ActivitySourceName);

    /// <returns>Null when nobody listens.</returns>
    public static Activity? Start(string operation, Uri server) =>
        Source.StartActivity(operation, ActivityKind.Client)?.SetTag("server.address", server.Host).SetTag("server.port", server.Port);

    public static void AddRetry(Activity? activity, RetryAttempt retry)
    {
        activity?.SetTag("http.request.resend_count", retry.Attempt).AddEvent(new ActivityEvent("retry", tags: new()
        {
            ["error.type"] = GetErrorType(retry.Exception),
            ["scopix.retry.delay_ms"] = (long)retry.Delay.TotalMilliseconds,
        }));
    }

    /// <summary>Marks the activity as failed; the message of a <see cref="ScopixException"/> contains no key and no signature.</summary>
    public static void SetFailed(Activity? activity, Exception exception)
    {
        if (activity is null) return;
        activity.SetTag("error.type", GetErrorType(exception));
        if (exception is ScopixException failure)
        {
            activity.SetStatus(ActivityStatusCode.Error, failure.Message).SetTag("http.response.status_code", failure.Status)
                .SetTag("scopix.error_code", failure.Code).SetTag("scopix.request_id", failure.RequestId);
        }
        else
        {
            activity.SetStatus(ActivityStatusCode.Error);
        }
    }

    private static string GetErrorType(Exception exception) =>
        exception is ScopixException { Status: { } status }
            ? status.ToString(System.Globalization.CultureInfo.InvariantCulture) : exception.GetType().FullName!;
}
