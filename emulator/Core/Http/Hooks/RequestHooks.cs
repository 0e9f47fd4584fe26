namespace Scopix.Emulator.Http.Hooks;

/// <summary>The hooks of a request; a feature of its <see cref="HttpContext"/>, absent for requests that no hook may see.</summary>
/// <param name="isExempt">True for requests that no hook may see and no rate limit counts, as those of the dashboard.</param>
/// <param name="hooks">The hooks.</param>
internal sealed class RequestHooks(Func<HttpRequest, bool> isExempt, params IRequestHook[] hooks)
{
    /// <summary>The hooks of a request; null when no hook may see it.</summary>
    public static RequestHooks? Of(HttpContext http) => http.Features.Get<RequestHooks>();

    /// <inheritdoc cref="RequestHooks(Func{HttpRequest, bool}, IRequestHook[])" path="/param[@name='isExempt']"/>
    public bool IsExempt(HttpRequest request) => isExempt(request);

    /// <inheritdoc cref="IRequestHook.OnRequest"/>
    public void OnRequest(HttpContext http, RequestIdentity identity, DateTimeOffset now)
    {
        http.Features.Set(this);
        foreach (var hook in hooks) hook.OnRequest(http, identity, now);
    }

    /// <inheritdoc cref="IRequestHook.OnJsonBody"/>
    public void OnJsonBody(HttpContext http, ReadOnlyMemory<byte> json)
    {
        foreach (var hook in hooks) hook.OnJsonBody(http, json);
    }

    /// <inheritdoc cref="IRequestHook.OnForm"/>
    public void OnForm(HttpContext http, SentForm form)
    {
        foreach (var hook in hooks) hook.OnForm(http, form);
    }

    /// <inheritdoc cref="IRequestHook.OnOperationAsync"/>
    public async Task OnOperationAsync(HttpContext http, RequestIdentity identity, Operation operation)
    {
        foreach (var hook in hooks) await hook.OnOperationAsync(http, identity, operation);
    }

    /// <inheritdoc cref="IRequestHook.OnResponse"/>
    public bool OnResponse(HttpContext http)
    {
        foreach (var hook in hooks)
            if (!hook.OnResponse(http)) return false;
        return true;
    }

    /// <inheritdoc cref="IRequestHook.OnJsonResponse"/>
    public void OnJsonResponse(HttpContext http, byte[] json)
    {
        foreach (var hook in hooks) hook.OnJsonResponse(http, json);
    }

    /// <inheritdoc cref="IRequestHook.OnEnd"/>
    public void OnEnd(HttpContext http)
    {
        foreach (var hook in hooks) hook.OnEnd(http);
    }
}
