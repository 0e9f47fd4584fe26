using Scopix.Emulator.Control.OpenApi;

namespace Scopix.Emulator.Control.ApiReference;

/// <summary>
/// The API reference: Scalar's script, which shows an OpenAPI document and sends requests, with a page of ours around it. The script asks
/// no other server; the policy would stop it if it did.
/// </summary>
internal sealed class ApiReferencePage(EmulatorOptions options)
{
    public static PageFiles Files { get; } = new("docs/");

    public void Map(IEndpointRouteBuilder control) =>
        control.MapKeylessOperation("emulator.docs", "GET", "/docs/{file?}", Get).AcceptsAnyQuery();

    private ApiResponse Get(RequestContext context)
    {
        var file = context.Http.Request.RouteValues["file"] as string ?? "index.html";
        var contracts = file switch
        {
            "openapi.json" => ContractFiles.Api,
            "control.openapi.json" => ContractFiles.Control,
            _ => null,
        };
        if (contracts is null) return Files.Get(context, file, BuildContentSecurityPolicy());
        context.Http.Response.Headers.CacheControl = "no-cache";
        return ApiResponse.FromJson(new JsonBody(ApiReferenceDocument.Write(contracts)));
    }

    /// <summary>
    /// The script inserts its styles as elements and its icons as data, and shows pictures of responses as blobs; requests follow redirects
    /// to presigned URLs. The dashboard shows the page in a frame.
    /// </summary>
    private string BuildContentSecurityPolicy()
    {
        var storage = PageFiles.FormatStorageOrigins(options);
        return $"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'{storage}; "
            + "img-src 'self' data: blob:; media-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
    }
}
