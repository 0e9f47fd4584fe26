namespace Scopix.Emulator.Http;

/// <summary>Writes every <see cref="ApiError"/>, in the dialect of <c>--errors</c>.</summary>
internal static class ErrorWriter
{
    public static Task WriteAsync(HttpContext http, ApiError error, string requestId, ErrorDialect dialect)
    {
        http.Response.StatusCode = error.Status;
        PendingBody.CloseConnection(http);
        if (error.Status == 401) http.Response.Headers.WWWAuthenticate = "Bearer";
        if (error.RetryAfterSeconds is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return dialect == ErrorDialect.Envelope
            ? JsonWriter.WriteAsync(http, ToEnvelope(error, requestId), HttpJsonContext.Shared.ErrorEnvelope)
            : JsonWriter.WriteAsync(http, ToFastapiError(error), HttpJsonContext.Shared.FastapiError);
    }

    /// <summary>
    /// Writes an error as LlamaCloud does: a text, and for 422 a list (public: its troubleshooting page, its older OpenAPI file).
    /// Its SDKs repeat a request with 409 five times unless a header says that it does not help.
    /// </summary>
    public static Task WriteLlamaAsync(HttpContext http, ApiError error)
    {
        if (error is { Status: 409, IsTransient: false, RetryAfterSeconds: null }) http.Response.Headers["x-should-retry"] = "false";
        return WriteAsync(http, error.Status == 422 && error.Field is null ? ApiError.Invalid("request", error.Message) : error, "",
            ErrorDialect.Fastapi);
    }

    private static ErrorEnvelope ToEnvelope(ApiError error, string requestId) => new(
        new ErrorBody(error.Code, error.Message, error.Field is null ? null : new ErrorDetails(error.Field, error.Issue!)),
        requestId,
        error.SuggestedEndpoint is null ? null : new Suggestion(error.SuggestedEndpoint));

    private static FastapiError ToFastapiError(ApiError error) => error is { Status: 422, Field: not null }
        ? new FastapiError(null, [new FastapiIssue([error.InputLocation, error.Field], error.Issue!, "value_error")])
        : new FastapiError(error.Message, null, error.SuggestedEndpoint is null ? null : new Suggestion(error.SuggestedEndpoint));
}

/// <summary>The error envelope (public: Error Codes Reference); the position of <c>suggestion</c> is assumed.</summary>
internal sealed record ErrorEnvelope(
    ErrorBody Error,
    string RequestId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Suggestion? Suggestion);

internal sealed record ErrorBody(
    string Code,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ErrorDetails? Details);

internal sealed record ErrorDetails(string Field, string Issue);

/// <summary>The endpoint that accepts the request instead (seed 001, Choosing an Upload Method).</summary>
internal sealed record Suggestion(string Endpoint);

/// <summary>FastAPI's error body: <c>detail</c> is a text, and for 422 a list of issues.</summary>
internal sealed record FastapiError(
    [property: JsonIgnore] string? Text,
    [property: JsonIgnore] FastapiIssue[]? Issues,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Suggestion? Suggestion = null)
{
    public JsonElement Detail => Issues is null
        ? JsonSerializer.SerializeToElement(Text!, EngineJsonContext.Shared.String)
        : JsonSerializer.SerializeToElement(Issues, HttpJsonContext.Shared.FastapiIssueArray);
}

internal sealed record FastapiIssue(string[] Loc, string Msg, string Type);
