namespace Scopix.Emulator.Control.Hints;

/// <summary>Why a key was probably refused. Nothing of the key is repeated.</summary>
internal static class KeyHints
{
    private static readonly string[] OtherHeaders = ["X-API-Key", "X-Api-Token", "Api-Key", "X-Auth-Token"];

    public static string? Find(HttpRequest request, ApiError refusal, AuthMode mode)
    {
        var sent = request.Headers.Authorization.ToString();
        var isLlama = VendorDetector.FromPath(request.Path) == Vendor.LlamaCloud;
        if (sent.Length == 0) return IsSentElsewhere(request) ? HintTexts.OtherKeyHeader : null;
        if (!sent.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return HintTexts.NoBearer;
        var key = sent[7..].Trim();
        return VendorDetector.FromKey(key) switch
        {
            Vendor.LlamaCloud when !isLlama => HintTexts.LlamaKey,
            Vendor.Scopix when isLlama => HintTexts.ScopixKey,
            null when key.StartsWith("aion_", StringComparison.OrdinalIgnoreCase) => HintTexts.OlderKey,
            null when IsLiveOrTest(key) => HintTexts.LiveKey,
            Vendor.Scopix when mode == AuthMode.Strict && refusal.Code == "INVALID_API_KEY" => HintTexts.UnregisteredKey,
            _ => null,
        };
    }

    /// <summary>As in <c>scopix_live_…</c> and <c>sk_test_…</c>, which other services have.</summary>
    private static bool IsLiveOrTest(string key)
    {
        var parts = key.Split('_', 3);
        return parts.Length == 3 && parts[1].ToLowerInvariant() is ("live" or "test" or "prod");
    }

    private static bool IsSentElsewhere(HttpRequest request) =>
        OtherHeaders.Any(request.Headers.ContainsKey) || request.Query.ContainsKey("api_key") || request.Query.ContainsKey("key");
}
