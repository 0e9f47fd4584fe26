using Scopix.Emulator.Control.Seeding;

namespace Scopix.Emulator.Control.Imports;

/// <summary>Imports files with their bytes, ids, times and AI results into the tenant whose key is sent.</summary>
internal sealed class ImportApi(IObjectStore store, EmbeddedStore local, EmulatorOptions options)
{
    private readonly TenantImporter _importer = new(store, local, options.Seed);

    public void Map(IEndpointRouteBuilder control)
    {
        control.MapOperation("emulator.import_state", "GET", "/import", GetState, Evidence.Assumed);
        control.MapOperation("emulator.import", "POST", "/import", ImportAsync, Evidence.Assumed).AcceptsQuery("replace");
    }

    private static ApiResponse GetState(RequestContext context) => ApiResponse.Ok(
        new ImportStateResponse(ImportHeader.CurrentFormat, context.Tenant.Read(DatasetLoader.IsEmpty)),
        ControlJsonContext.Shared.ImportStateResponse);

    private async Task<ApiResponse> ImportAsync(RequestContext context)
    {
        var replace = context.Query.Bool("replace") ?? false;

        try
        {
            return ApiResponse.Created(
                await _importer.ImportAsync(context.Tenant, context.Http.Request.Body, replace, context.Cancel),
                ControlJsonContext.Shared.ImportResponse);
        }
        catch (ApiError)
        {
            // clients that are still sending when the connection ends do not read why the archive was refused
            await context.Http.Request.Body.CopyToAsync(Stream.Null, context.Cancel);
            throw;
        }
    }
}
