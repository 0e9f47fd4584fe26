namespace Scopix.Media;

/// <summary>What a file's bytes say about it. The media type is <c>image</c>, <c>document</c> or <c>video</c>; the format (<c>jpeg</c>,
/// <c>mov</c> …) is of images and videos, the document type (<c>pdf</c>, <c>docx</c>, <c>txt</c>, <c>md</c>) of documents. The extension
/// is canonical and has no dot. Sizes are in pixels as displayed, null when they cannot be read. The capture time is UTC. Damage is one
/// sentence, null for an intact file.</summary>
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
    /// <summary>Make and model of the camera that took a picture; null when it is not known.</summary>
    public string? Camera { get; init; }

    /// <summary>Saves later readers of a TXT or MD file the detection.</summary>
    internal TextFormat? TextFormat { get; init; }
}

/// <summary>The bytes are of a kind that the API refuses: executables, scripts, HTML, unknown or empty. The reason is one sentence for
/// the client.</summary>
internal sealed class RefusedMediaException(string reason) : Exception(reason)
{
    internal static RefusedMediaException ForKind(string what) => new($"The file is {what}, which is not accepted.");
}

/// <summary>Detects a file's type from its bytes; the declared type and the extension do not count (seed 001, Automatic File Type
/// Detection).</summary>
internal static class MediaInspector
{
    /// <summary>Reads a file's type and facts in constant memory; the name only decides between Markdown and plain text. At most 32 MiB
    /// of a binary file are read, and a text file once as a whole. The position is reset to the beginning.</summary>
    /// <exception cref="RefusedMediaException">The bytes are empty, unknown, or unsafe.</exception>
    public static MediaFacts Inspect(Stream seekable, string filename)
    {
        try
        {
            return Inspect(new FileBytes(seekable), filename);
        }
        finally
        {
            seekable.Position = 0;
        }
    }

    /// <summary>The facts of a damaged picture or video by its first bytes alone, for when <see cref="Inspect(Stream, string)"/> fails
    /// with an unexpected exception.</summary>
    /// <exception cref="RefusedMediaException">The first bytes are not those of a picture or video.</exception>
    public static MediaFacts InspectUnreadable(Stream seekable)
    {
        var facts = SignatureInspector.InspectDamaged(new FileBytes(seekable));
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
