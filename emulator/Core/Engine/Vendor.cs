namespace Scopix.Emulator.Engine;

/// <summary>Whose API a request is for. Each takes its own keys alone, and says errors its own way.</summary>
internal enum Vendor
{
    /// <summary><c>/api/v2</c>.</summary>
    Scopix,

    /// <summary><c>/api/v1</c>: errors are <c>{"detail": …}</c>, there are no rate headers.</summary>
    LlamaCloud,
}

/// <summary>Tells the vendors apart, by path and by key.</summary>
internal static class VendorDetector
{
    /// <summary>The vendor of a path; null under <c>/_emulator</c>, which takes the keys of each.</summary>
    public static Vendor? FromPath(PathString path) =>
        path.StartsWithSegments("/_emulator") ? null : path.StartsWithSegments("/api/v1") ? Vendor.LlamaCloud : Vendor.Scopix;

    /// <summary>
    /// The vendor whose key a text is: <c>scopix_</c> and more (public: API Keys; the greatest length is assumed), or <c>llx-</c> and
    /// 1 to 250 visible characters (the prefix is public, the rest assumed). Null for any other text.
    /// </summary>
    public static Vendor? FromKey(string key) => IsScopixKey(key) ? Vendor.Scopix : IsLlamaKey(key) ? Vendor.LlamaCloud : null;

    /// <summary>
    /// 8 letters or digits after the underscore, then 12 to 192 of these, <c>_</c> and <c>-</c>. No regular expression: every start
    /// would load them.
    /// </summary>
    private static bool IsScopixKey(string key) => key.StartsWith("scopix_", StringComparison.Ordinal) && key.Length is >= 27 and <= 207
        && key[7..15].All(char.IsAsciiLetterOrDigit) && key[15..].All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static bool IsLlamaKey(string key) =>
        key.StartsWith("llx-", StringComparison.Ordinal) && key.Length is >= 5 and <= 254 && key[4..].All(c => c is >= '!' and <= '~');
}
