using System.Text;

namespace Scopix.Emulator.Tool.Survive;

/// <summary>The forms in which a program may print a key.</summary>
internal static class KeyForms
{
    /// <summary>The key itself, URL-encoded, and in Base64, also as a part of a longer text such as <c>key:</c>.</summary>
    public static IEnumerable<string> List(string key)
    {
        yield return key;
        var encoded = key.Replace("_", "%5F", StringComparison.Ordinal);
        yield return encoded;
        yield return key.Replace("-", "%2D", StringComparison.Ordinal);
        yield return encoded.Replace("-", "%2D", StringComparison.Ordinal);
        for (var before = 0; before < 3; before++)
        {
            var base64 = GetBase64(key, before);
            yield return base64;
            yield return base64.Replace('+', '-').Replace('/', '_');
        }
    }

    /// <summary>The characters that depend on the key alone when some bytes stand before it.</summary>
    private static string GetBase64(string key, int before)
    {
        var bytes = Encoding.UTF8.GetBytes(new string(' ', before) + key);
        return Convert.ToBase64String(bytes)[((before * 8 + 5) / 6)..(bytes.Length * 8 / 6)];
    }
}
