namespace Scopix.Media;

/// <summary>What the bytes of a file say about it.</summary>
/// <param name="MediaType"><c>image</c>, <c>document</c> or <c>video</c>.</param>
/// <param name="ContentType">The MIME type found in the bytes, e.g. <c>image/jpeg</c>.</param>
/// <param name="Extension">The canonical extension without a dot, e.g. <c>jpg</c>.</param>
/// <param name="Format">For images and videos, the format's short name: <c>jpeg</c>, <c>png</c>, <c>webp</c>, <c>gif</c>,
/// <c>mp4</c>, <c>mov</c> …</param>
/// <param name="DocumentType">For documents: <c>pdf</c>, <c>docx</c>, <c>txt</c> or <c>md</c>.</param>
/// <param name="Width">Pixels, as displayed (orientation and pixel aspect applied); null when it could not be read.</param>
/// <param name="Height">Pixels, as displayed (orientation and pixel aspect applied); null when it could not be read.</param>
/// <param name="CapturedAt">When the picture or film was taken (EXIF, or what its container says), in UTC.</param>
/// <param name="Damage">Null for a sound file; otherwise what is wrong with it, in one sentence (a truncated picture).</param>
/// <param name="Movie">For videos: length, rate and codecs.</param>
internal sealed record MediaFacts(
    string MediaType,
    string ContentType,
    string Extension,
    string? Format = null,
    string? DocumentType = null,
    int? Width = null,
    int? Height = null,
    DateTimeOffset? CapturedAt = null,
    string? Damage = null,
    MovieFacts? Movie = null)
{
    /// <summary>How a TXT or MD file is written, so that whoever reads it next need not find out again.</summary>
    internal TextFormat? TextFormat { get; init; }
}

/// <summary>The bytes are of a kind that the API refuses: executables, scripts, HTML, anything unknown, nothing at all.</summary>
/// <param name="reason">One sentence for the client.</param>
internal sealed class RefusedMediaException(string reason) : Exception(reason)
{
    internal static RefusedMediaException ForKind(string what) => new($"The file is {what}, which is not accepted.");
}

/// <summary>
/// Finds out what a file is from its bytes; neither the declared type nor the extension decides (seed 001, Automatic File
/// Type Detection).
/// </summary>
internal static class MediaInspector
{
    /// <summary>
    /// Reads a file's type and facts. The name only tells Markdown from plain text. Of a binary file at most 32 MiB are read
    /// (mostly far less than one), a text is read once as a whole, both in constant memory; the stream is left at its beginning.
    /// </summary>
    /// <exception cref="RefusedMediaException">The bytes are empty, unknown, or unsafe.</exception>
    public static MediaFacts Inspect(Stream seekable, string filename)
    {
        ArgumentNullException.ThrowIfNull(seekable);
        ArgumentNullException.ThrowIfNull(filename);
        try
        {
            return Inspect(new FileBytes(seekable), filename);
        }
        finally
        {
            seekable.Position = 0;
        }
    }

    /// <summary>
    /// What a file is when <see cref="Inspect(Stream, string)"/> failed with another exception than its own, which is a defect of a
    /// reader: a picture or video by its first bytes, damaged. The stream is left at its beginning.
    /// </summary>
    /// <exception cref="RefusedMediaException">The first bytes are not those of a picture or video.</exception>
    public static MediaFacts InspectUnreadable(Stream seekable)
    {
        ArgumentNullException.ThrowIfNull(seekable);
        var facts = DamagedMediaInspector.Inspect(new FileBytes(seekable));
        seekable.Position = 0;
        return facts ?? throw new RefusedMediaException("The file's type could not be recognised from its bytes.");
    }

    private static MediaFacts Inspect(FileBytes bytes, string filename)
    {
        if (bytes.Length == 0) throw new RefusedMediaException("The file is empty.");

        return SignatureInspector.Inspect(bytes)
            ?? TextFileInspector.Inspect(bytes, filename)
            ?? throw UnsupportedFormats.CreateException(bytes);
    }
}
