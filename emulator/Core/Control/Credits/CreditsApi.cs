using Scopix.Emulator.Api.Scopix.Quota;

namespace Scopix.Emulator.Control.Credits;

/// <summary>The prepaid credits of the tenant whose key is sent.</summary>
internal static class CreditsApi
{
    public static void Map(IEndpointRouteBuilder control)
    {
        control.MapOperation("emulator.credits", "GET", "/credits", Get, Evidence.Assumed);
        control.MapOperation("emulator.credits_set", "POST", "/credits", SetAsync, Evidence.Assumed);
    }

    private static ApiResponse Get(RequestContext context)
    {
        context.RejectLlamaCloudKey("credits");

        return ApiResponse.Ok(context.Tenant.Read(CreateResponse), ControlJsonContext.Shared.CreditsResponse);
    }

    private static async Task<ApiResponse> SetAsync(RequestContext context)
    {
        context.RejectLlamaCloudKey("credits");
        var prepaid = (await context.ReadJsonAsync(ControlJsonContext.Shared.SetCreditsRequest)).ValidatePrepaid();

        return ApiResponse.Ok(context.Tenant.Write(transaction =>
        {
            CreditLedger.SetAvailable(transaction, prepaid);
            return CreateResponse(transaction);
        }), ControlJsonContext.Shared.CreditsResponse);
    }

    private static CreditsResponse CreateResponse(Transaction transaction) =>
        new(CreditLedger.GetAvailable(transaction), CreditLedger.GetReserved(transaction));
}

/// <param name="Prepaid">The available credits, 0–1,000,000, without those that are reserved.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SetCreditsRequest(int Prepaid)
{
    public int ValidatePrepaid() => Prepaid is >= 0 and <= EmulatorOptions.MaxCredits
        ? Prepaid : throw ApiError.Invalid("prepaid", $"must be between 0 and {EmulatorOptions.MaxCredits}");
}

/// <summary>A tenant's credits.</summary>
/// <param name="Prepaid">The available credits; null while credits are not counted.</param>
/// <param name="Reserved">The credits that are reserved for videos and uploads in progress.</param>
public sealed record CreditsResponse(int? Prepaid, int Reserved);
