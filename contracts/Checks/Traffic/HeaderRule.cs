namespace Scopix.Contracts.Checks.Traffic;

/// <summary>The headers that public documents promise for every response of the Scopix API.</summary>
internal static class HeaderRule
{
    private static readonly Claim RateLimits = new(EvidenceKind.Public, "Rate Limits");
    private static readonly string[] RateLimitHeaders = ["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"];

    public static void Check(JudgedExchange judged)
    {
        var exchange = judged.Exchange;
        if (exchange.IsLlamaCloud || exchange.Status is 101 or 405 or >= 500) return;
        foreach (var name in RateLimitHeaders) CheckNumber(judged, name);
        if (exchange.Status == 429) CheckNumber(judged, "Retry-After");
    }

    private static void CheckNumber(JudgedExchange judged, string name)
    {
        var value = judged.Exchange.ResponseHeaders.GetValueOrDefault(name);
        if (value is null) judged.Break(RateLimits, name, "presence", "present", "absent");
        else judged.Judge(RateLimits, long.TryParse(value, CultureInfo.InvariantCulture, out _), name, "form", "a number", "other text");
    }
}
