namespace Scopix.Emulator.Media;

/// <summary>Reads TXT and MD files of any of the accepted encodings (UTF-8, UTF-16 with or without BOM, Latin-1).</summary>
public static class PlainText
{
    /// <summary>Rewrites a text file as UTF-8 without BOM, streaming, with <c>\n</c> line ends kept as they are.</summary>
    /// <returns>The number of characters written.</returns>
    public static Task<long> TranscodeAsync(Stream source, Stream utf8, CancellationToken cancel) =>
        throw new NotImplementedException($"{source} {utf8} {cancel}");
}
