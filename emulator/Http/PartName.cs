using Microsoft.Net.Http.Headers;

namespace Scopix.Emulator.Http;

/// <summary>The name of an uploaded file, whatever way its client quoted it.</summary>
public static class PartName
{
    /// <summary>Characters a file name may have (a limit of ours: what file systems take).</summary>
    public const int Longest = 255;

    /// <summary>
    /// <c>filename*</c> wins over <c>filename</c>; <c>%22</c>, <c>%0D</c> and <c>%0A</c> are decoded, as browsers, curl and undici
    /// write a quote or a line end, and so are <c>\"</c> and <c>\\</c>, but no other backslash, which browsers leave alone;
    /// folders and control characters are left out. Null when the part is not a file.
    /// </summary>
    public static string? Of(ContentDispositionHeaderValue disposition)
    {
        var raw = disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : HeaderUtilities.RemoveQuotes(disposition.FileName).Value;
        if (raw is null) return null;
        if (!disposition.FileNameStar.HasValue)
        {
            raw = raw.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal)
                .Replace("%22", "\"", StringComparison.Ordinal)
                .Replace("%0D", "\r", StringComparison.OrdinalIgnoreCase).Replace("%0A", "\n", StringComparison.OrdinalIgnoreCase);
        }
        return Clean(raw);
    }

    /// <summary>A name without folders and control characters.</summary>
    public static string Clean(string raw)
    {
        var name = raw[(raw.LastIndexOfAny(['/', '\\']) + 1)..];
        return new string([.. name.Where(c => !char.IsControl(c))]).Trim();
    }
}
