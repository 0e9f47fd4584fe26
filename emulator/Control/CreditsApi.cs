using Scopix.Emulator.Http;
using Scopix.Emulator.Quota;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Control;

/// <summary>A tenant's prepaid credits: how many are left, and how many there shall be. The tenant's key names it.</summary>
public static class CreditsApi
{
    /// <summary>The route table.</summary>
    public static void Map(IEndpointRouteBuilder control)
    {
        control.Operation("emulator.credits", "GET", "/credits", Get, Evidence.Assumed);
        control.Operation("emulator.credits_set", "POST", "/credits", Set, Evidence.Assumed);
    }

    private static Answer Get(Call call)
    {
        call.OnlyScopix("credits");

        return Answer.Ok(call.World.Read(Shown));
    }

    private static async Task<Answer> Set(Call call)
    {
        call.OnlyScopix("credits");
        var prepaid = (await call.ReadAsync(WireJson.Wire.SetCredits)).Check();

        return Answer.Ok(call.World.Write(turn =>
        {
            Credits.Set(turn, prepaid);
            return Shown(turn);
        }));
    }

    private static CreditsShown Shown(Turn turn) => new(Credits.Prepaid(turn), Credits.Reserved(turn));
}

/// <summary>How many credits there shall be.</summary>
/// <param name="Prepaid">0–1,000,000; what is reserved is not among them.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SetCredits(int Prepaid)
{
    /// <summary>The number, or a 422.</summary>
    public int Check() => Prepaid is >= 0 and <= Credits.Most ? Prepaid : throw ApiError.Invalid("prepaid", $"must be between 0 and {Credits.Most}");
}

/// <summary>A tenant's credits.</summary>
/// <param name="Prepaid">Those left; null while they are not counted.</param>
/// <param name="Reserved">Those held for videos and uploads that are not over.</param>
public sealed record CreditsShown(int? Prepaid, int Reserved);
