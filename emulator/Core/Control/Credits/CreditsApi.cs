using Scopix.Emulator.Api.Scopix.Quota;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Control.Credits;

/// <summary>A tenant's prepaid credits: how many are left, and how many there shall be. The tenant's key names it.</summary>
internal static class CreditsApi
{
    /// <summary>The route table.</summary>
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

    private static CreditsResponse CreateResponse(
        Transaction transaction) => new(CreditLedger.GetAvailable(transaction), CreditLedger.GetReserved(transaction));
}

/// <summary>How many credits there shall be.</summary>
/// <param name="Prepaid">0–1,000,000; what is reserved is not among them.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SetCreditsRequest(int Prepaid)
{
    /// <summary>The number, or a 422.</summary>
    public int ValidatePrepaid() => Prepaid is >= 0 and <= EmulatorOptions.MaxCredits
        ? Prepaid : throw ApiError.Invalid("prepaid", $"must be between 0 and {EmulatorOptions.MaxCredits}");
}

/// <summary>A tenant's credits.</summary>
/// <param name="Prepaid">Those left; null while they are not counted.</param>
/// <param name="Reserved">Those held for videos and uploads that are not over.</param>
public sealed record CreditsResponse(int? Prepaid, int Reserved);
