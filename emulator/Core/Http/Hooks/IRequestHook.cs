namespace Scopix.Emulator.Http.Hooks;

/// <summary>
/// Observes or changes API requests, as the journal and the faults do. Every method is empty by default. Hooks are called in the
/// order of their registration.
/// </summary>
internal interface IRequestHook
{
    /// <summary>A request has arrived and was authenticated or refused.</summary>
    void OnRequest(HttpContext http, RequestIdentity identity, DateTimeOffset now)
    {
    }

    void OnJsonBody(HttpContext http, ReadOnlyMemory<byte> json)
    {
    }

    void OnForm(HttpContext http, SentForm form)
    {
    }

    /// <summary>The handler of an operation is about to run. False prevents it, because the connection was aborted.</summary>
    /// <exception cref="ApiError">This error is the response instead.</exception>
    Task<bool> OnOperationAsync(HttpContext http, RequestIdentity identity, Operation operation) => Task.FromResult(true);

    /// <summary>The handler has run. False discards the response, because the connection was aborted.</summary>
    bool OnResponse(HttpContext http) => true;

    /// <summary>An error is about to be sent; also for requests of the control API, which the other methods do not see.</summary>
    void OnError(HttpContext http, ApiError error)
    {
    }

    /// <summary>Returns the JSON that is sent instead of this; the same JSON when nothing is to be changed.</summary>
    JsonBody EditJson(HttpContext http, JsonBody json) => json;

    /// <summary>JSON is about to be sent as the whole body of the response.</summary>
    void OnJsonResponse(HttpContext http, JsonBody json)
    {
    }

    /// <summary>The response was sent, or the connection is closed.</summary>
    void OnEnd(HttpContext http)
    {
    }
}
