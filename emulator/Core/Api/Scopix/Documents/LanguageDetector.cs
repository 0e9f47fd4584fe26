using System.Text.RegularExpressions;

namespace Scopix.Emulator.Api.Scopix.Documents;

/// <summary>
/// Guesses a text's language from common words (only the field <c>language</c> is documented; the method is assumed).
/// </summary>
internal static partial class LanguageDetector
{
    private static readonly (string Code, HashSet<string> Words)[] KnownLanguages =
    [
        ("en", ToWordSet("the of and to in is that for with on are this be by not from or as at it")),
        ("de", ToWordSet("der die und das ist nicht ein eine mit von zu auf für den dem im sich auch des wird")),
        ("fr", ToWordSet("le la les et des est une que pour dans qui sur pas avec sont du au ce par plus")),
        ("es", ToWordSet("el los las y es una que por para con del se no su como más está pero este son")),
        ("it", ToWordSet("il che di è una per con non sono della le gli dei del questo alla più anche nel si")),
        ("nl", ToWordSet("de het een en van is dat niet met voor op zijn te aan ook door worden bij uit naar")),
        ("pt", ToWordSet("o os as e que uma para com não do da dos das em no na por mais ao são")),
    ];

    /// <summary>The ISO 639-1 code; null when less than a tenth of the first 400 words belong to one language.</summary>
    public static string? Detect(string text)
    {
        var words = Word().Matches(text).Take(400).Select(word => word.Value.ToLowerInvariant()).ToArray();
        var (code, share) =
            KnownLanguages.Select(known => (known.Code, Share: words.Count(known.Words.Contains))).MaxBy(known => known.Share);
        return words.Length > 0 && share * 10 >= words.Length ? code : null;
    }

    private static HashSet<string> ToWordSet(string words) => [.. words.Split(' ')];

    [GeneratedRegex(@"\p{L}+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
