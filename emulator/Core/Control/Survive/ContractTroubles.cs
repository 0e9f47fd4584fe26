namespace Scopix.Emulator.Control.Survive;

/// <summary>Answers that are allowed but unusual, and requests that are refused.</summary>
internal static class ContractTroubles
{
    public static IReadOnlyList<TroubleKind> All { get; } =
    [
        new("refused", TroubleCategories.Contract,
            new() { Status = 422, Message = "title: must be at most 255 characters", Times = TroubleKind.Always },
            target => target.Changes && target.Contract!.Responses.ContainsKey("422"),
            "The request is refused with 422, VALIDATION_ERROR, however often it is sent.")
        {
            Rank = 1, Evidence = "public", Words = ["validation", "at most 255", "unprocessable"],
            Source = "public, Error Codes Reference: 422 well-formed but fails validation/business rules",
        },
    ];
}
