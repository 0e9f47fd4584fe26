namespace Scopix.Emulator.Api.Scopix.Telemetry;

/// <summary>Clients' upload events, which are accepted without a key (seed 001, Telemetry).</summary>
internal sealed class TelemetryApi(TenantRegistry tenants)
{
    public void Map(IEndpointRouteBuilder api) =>
        api.MapKeylessOperation("telemetry.log", "POST", "/files/log-upload-event", Log, Evidence.Assumed);

    private async Task<ApiResponse> Log(RequestContext context)
    {
        (await context.ReadJsonAsync(ScopixJsonContext.Shared.UploadEventRequest)).Validate();

        var now = context.TenantOrNull?.Clock.Now ?? tenants.DefaultClock.Now;
        return ApiResponse.Ok(
            new LogEventResponse("logged", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture)),
            ScopixJsonContext.Shared.LogEventResponse);
    }
}

internal sealed record UploadEventRequest(string EventType, string Message)
{
    /// <summary>Any object of at most 10 KB of JSON.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>The client's time; any text of at most 50 characters (public).</summary>
    public string? Timestamp { get; init; }

    /// <summary>At most 100 characters.</summary>
    public string? SessionId { get; init; }

    /// <summary>0–10000.</summary>
    public int? FileIndex { get; init; }

    /// <summary>At most 500 characters.</summary>
    public string? FileName { get; init; }

    public void Validate()
    {
        RequireText("event_type", EventType, 100);
        RequireText("message", Message, 2_000);
        if (Timestamp is not null) RequestParameters.ValidateText("timestamp", Timestamp, 50, "body");
        if (SessionId is not null) RequestParameters.ValidateText("session_id", SessionId, 100, "body");
        if (FileName is not null) RequestParameters.ValidateText("file_name", FileName, 500, "body");
        if (FileIndex is < 0 or > 10_000) throw ApiError.Invalid("file_index", "must be between 0 and 10000");
        if (Data is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) }) throw ApiError.Invalid("data", "must be an object");
        if (Data is { } data && Encoding.UTF8.GetByteCount(data.GetRawText()) > 10 * 1024)
            throw ApiError.Invalid("data", "at most 10240 bytes of JSON");
    }

    private static void RequireText(string name, string text, int max)
    {
        if (text.Length == 0) throw ApiError.Invalid(name, "must not be empty");
        RequestParameters.ValidateText(name, text, max, "body");
    }
}

/// <summary>The time has an offset and microseconds, as in the example.</summary>
internal sealed record LogEventResponse(string Status, string Timestamp);
