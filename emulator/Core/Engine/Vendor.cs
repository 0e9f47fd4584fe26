using System.Buffers;

namespace Scopix.Emulator.Engine;

/// <summary>The vendor of an API. Each accepts only its own keys and writes errors in its own form.</summary>
internal enum Vendor
{
    /// <summary><c>/api/v2</c>.</summary>
    Scopix,

    /// <summary><c>/api/v1</c>; its errors are <c>{"detail": …}</c>, and it sends no rate headers.</summary>
    LlamaCloud,
}

internal static class VendorDetector
{
    private const string Alphanumerics = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly SearchValues<char> LettersAndDigits = SearchValues.Create(Alphanumerics);
    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create(Alphanumerics + "_-");

    /// <summary>The vendor of a path; null for paths of the emulator, which accept the keys of all vendors and count in no rate.</summary>
    public static Vendor? FromPath(PathString path) => IsEmulatorPath(path) ? null
        : path.StartsWithSegments("/api/v1") ? Vendor.LlamaCloud : Vendor.Scopix;

    private static bool IsEmulatorPath(PathString path) =>
        path.StartsWithSegments("/_emulator") || path.Value is "/" or "/docs" or "/swagger" or "/openapi.json";

    /// <summary>
    /// The vendor of a key: <c>scopix_</c> and more (public: API Keys; the greatest length is assumed), or <c>llx-</c> and 1 to 250
    /// visible characters (the prefix is public, the rest assumed). Null when the text is no key.
    /// </summary>
    public static Vendor? FromKey(string key) => IsScopixKey(key) ? Vendor.Scopix : IsLlamaKey(key) ? Vendor.LlamaCloud : null;

    /// <summary>
    /// <c>scopix_</c>, 8 letters or digits, then 12 to 192 of these, <c>_</c> and <c>-</c>. A regular expression would make every
    /// start slower.
    /// </summary>
    private static bool IsScopixKey(string key) => key.StartsWith("scopix_", StringComparison.Ordinal) && key.Length is >= 27 and <= 207
        && !key.AsSpan(7, 8).ContainsAnyExcept(LettersAndDigits) && !key.AsSpan(15).ContainsAnyExcept(KeyCharacters);

    private static bool IsLlamaKey(string key) =>
        key.StartsWith("llx-", StringComparison.Ordinal) && key.Length is >= 5 and <= 254 && key[4..].All(c => c is >= '!' and <= '~');
}
