namespace Scopix.Emulator.Http;

/// <summary>The header X-Emulator-Hint: what was probably meant, or why a response is as it is.</summary>
internal static class ResponseHints
{
    public const string Header = "X-Emulator-Hint";

    /// <summary>Adds a sentence in ASCII; several are separated by semicolons.</summary>
    public static void Add(HttpResponse response, string sentence)
    {
        if (response.HasStarted) return;
        var header = response.Headers[Header];
        response.Headers[Header] = header.Count == 0 ? sentence : $"{header}; {sentence}";
    }
}
