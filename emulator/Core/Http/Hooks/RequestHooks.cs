namespace Scopix.Emulator.Http.Hooks;

/// <summary>Calls the hooks of a request. A feature of the <see cref="HttpContext"/>, absent for exempt requests.</summary>
/// <param name="isExempt">True for requests that no hook sees and no rate limit counts, as those of the dashboard.</param>
internal sealed class RequestHooks(Func<HttpRequest, bool> isExempt, params IRequestHook[] hooks)
{
    public static RequestHooks? Of(HttpContext http) => http.Features.Get<RequestHooks>();

    public bool IsExempt(HttpRequest request) => isExempt(request);

    public void OnRequest(HttpContext http, RequestIdentity identity, DateTimeOffset now)
    {
        http.Features.Set(this);
        foreach (var hook in hooks) hook.OnRequest(http, identity, now);
    }

    public void OnJsonBody(HttpContext http, ReadOnlyMemory<byte> json)
    {
        foreach (var hook in hooks) hook.OnJsonBody(http, json);
    }

    public void OnForm(HttpContext http, SentForm form)
    {
        foreach (var hook in hooks) hook.OnForm(http, form);
    }

    public async ValueTask<bool> OnOperationAsync(HttpContext http, RequestIdentity identity, Operation operation)
    {
        foreach (var hook in hooks)
            if (!await hook.OnOperationAsync(http, identity, operation)) return false;
        return true;
    }

    public bool OnResponse(HttpContext http)
    {
        foreach (var hook in hooks)
            if (!hook.OnResponse(http)) return false;
        return true;
    }

    public void OnError(HttpContext http, ApiError error)
    {
        foreach (var hook in hooks) hook.OnError(http, error);
    }

    public JsonBody EditJson(HttpContext http, JsonBody json)
    {
        foreach (var hook in hooks) json = hook.EditJson(http, json);
        return json;
    }

    public void OnJsonResponse(HttpContext http, JsonBody json)
    {
        foreach (var hook in hooks) hook.OnJsonResponse(http, json);
    }

    public void OnEnd(HttpContext http)
    {
        foreach (var hook in hooks) hook.OnEnd(http);
    }
}
