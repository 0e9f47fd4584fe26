using Scopix.Emulator.Http.Hooks;

namespace Scopix.Emulator.Control.Hints;

/// <summary>Adds hints to responses: what was probably meant by a request that the API understood otherwise, or not at all.</summary>
internal sealed class HintHook(Func<RouteHints> routes, EmulatorOptions options) : IRequestHook
{
    private readonly Lazy<RouteHints> _routes = new(routes);

    public Task<bool> OnOperationAsync(HttpContext http, RequestIdentity identity, Operation operation)
    {
        if (http.Request.QueryString.HasValue && OperationContract.Find(operation.Id) is { } contract)
            ParameterHints.AddForValues(http.Response, contract, http.Request.Query);
        return Task.FromResult(true);
    }

    public void OnError(HttpContext http, ApiError error)
    {
        var operation = http.GetEndpoint()?.Metadata.GetMetadata<Operation>();
        var (method, path) = (http.Request.Method, http.Request.Path.Value ?? "/");
        var hint = error.Status switch
        {
            401 => KeyHints.Find(http.Request, error, options.Auth),
            404 when operation is null => _routes.Value.FindPath(method, path),
            405 when operation is null => _routes.Value.FindMethods(method, path),
            _ => null,
        };
        if (hint is not null) ResponseHints.Add(http.Response, hint);
    }
}
