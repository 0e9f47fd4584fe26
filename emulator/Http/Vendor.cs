using System.Text.RegularExpressions;

namespace Scopix.Emulator.Http;

/// <summary>Whose API a request is for. Each takes its own keys alone, and says errors its own way.</summary>
public enum Vendor
{
    /// <summary><c>/api/v2</c>.</summary>
    Scopix,

    /// <summary><c>/api/v1</c>: errors are <c>{"detail": …}</c>, there are no rate headers.</summary>
    LlamaCloud,
}

/// <summary>Tells the vendors apart, by path and by key.</summary>
public static partial class Vendors
{
    /// <summary>The vendor of a path; null under <c>/_emulator</c>, which takes the keys of each.</summary>
    public static Vendor? Of(PathString path) =>
        path.StartsWithSegments("/_emulator") ? null : path.StartsWithSegments("/api/v1") ? Vendor.LlamaCloud : Vendor.Scopix;

    /// <summary>
    /// The vendor whose key a text is: <c>scopix_</c> and more (public: API Keys; the greatest length is assumed), or <c>llx-</c> and
    /// 1 to 250 visible characters (the prefix is public, the rest assumed). Null for any other text.
    /// </summary>
    public static Vendor? OfKey(string key) => ScopixKey().IsMatch(key) ? Vendor.Scopix : LlamaKey().IsMatch(key) ? Vendor.LlamaCloud : null;

    [GeneratedRegex(@"^scopix_[A-Za-z0-9]{8}[A-Za-z0-9_-]{12,192}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ScopixKey();

    [GeneratedRegex(@"^llx-[!-~]{1,250}\z", RegexOptions.CultureInvariant)]
    private static partial Regex LlamaKey();
}
