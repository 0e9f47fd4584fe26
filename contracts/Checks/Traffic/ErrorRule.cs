namespace Scopix.Contracts.Checks.Traffic;

/// <summary>The code of a refusal is one of its status. Those of 400 and 409 are particular to an operation.</summary>
internal static class ErrorRule
{
    private static readonly Claim Codes = new(EvidenceKind.Public, "Error Codes Reference");
    private static readonly Claim OtherCodes = new(EvidenceKind.Assumed, "how this is refused: Error Codes Reference");

    private static readonly Dictionary<int, string[]> Documented = new()
    {
        [401] = ["INVALID_API_KEY", "EXPIRED_API_KEY", "DEACTIVATED_API_KEY"],
        [403] = ["AUTHZ_ERROR"],
        [422] = ["VALIDATION_ERROR"],
        [429] = ["RATE_LIMIT_ERROR", "USAGE_LIMIT_EXCEEDED", "STORAGE_QUOTA_EXCEEDED", "MEMORY_LIMIT_EXCEEDED"],
    };

    public static void Check(JudgedExchange judged)
    {
        var status = judged.Exchange.Status;
        if (status is < 400 or >= 500 || judged.Exchange.IsLlamaCloud) return;
        if (judged.Body?.Find("error")?.Find("code") is not { ValueKind: JsonValueKind.String } code) return; // the schema's matter
        var word = code.GetString()!;
        if (Documented.TryGetValue(status, out var codes))
            judged.Judge(Codes, codes.Contains(word), "error.code", "value", $"one of {string.Join(", ", codes)}",
                Redaction.RedactWord(word), "error.code");
        else if (status == 404)
            judged.Judge(OtherCodes, word == "HTTP_404", "error.code", "value", "HTTP_404", Redaction.RedactWord(word), "error.code");
    }
}
