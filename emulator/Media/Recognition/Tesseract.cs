using Scopix.Media.Previews;

namespace Scopix.Media.Recognition;

/// <summary>Tesseract of the PATH: the words that are written in a picture.</summary>
internal sealed class Tesseract
{
    /// <summary>Words of a lower confidence, of 100, are left out: they are mostly parts of drawings.</summary>
    public const double MinConfidence = 60;

    /// <summary>The same for a word of one letter or digit.</summary>
    public const double MinConfidenceOfOneLetter = 80;

    private const int MaxOutput = 4 * 1024 * 1024;
    private readonly ExternalProgram _program = new("tesseract");

    public bool IsInstalled => _program.IsInstalled;

    /// <summary>Reads the lines of a picture; null when Tesseract fails or takes too long.</summary>
    /// <param name="path">The file of the picture.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public async Task<RecognizedPage?> ReadAsync(string path, CancellationToken cancel)
    {
        var table = "";
        var succeeded = await _program.RunAsync(
            [path, "stdout", "--psm", "11", "tsv"], [("OMP_THREAD_LIMIT", "1")],
            async (output, token) => table = await ReadTextAsync(output, token), _ => false, cancel);
        return succeeded ? RecognizedPage.Parse(table) : null;
    }

    private static async Task<string> ReadTextAsync(Stream output, CancellationToken cancel)
    {
        var buffer = new byte[MaxOutput];
        var length = await output.ReadAtLeastAsync(buffer, MaxOutput, throwOnEndOfStream: false, cancel);
        await output.CopyToAsync(Stream.Null, cancel);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
