using Microsoft.AspNetCore.WebUtilities;

namespace Scopix.Emulator.Http;

/// <summary>What the headers of a form's part say.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Filename">The file's name without folders, maybe empty; null when the part is not a file.</param>
/// <param name="Charset">The charset that is declared for a text.</param>
internal sealed record FormPartHeaders(string Name, string? Filename, string? Charset)
{
    /// <summary>Reads the headers of a part.</summary>
    /// <param name="section">The part.</param>
    /// <param name="number">Which part it is, from 1, for messages.</param>
    /// <exception cref="ApiError">They cannot be read (400), or a name is not UTF-8 (422).</exception>
    public static FormPartHeaders Parse(MultipartSection section, int number)
    {
        if (string.IsNullOrWhiteSpace(section.ContentDisposition))
            throw ApiError.Malformed("body", $"part {number} has no Content-Disposition header");
        var disposition = ParseHeader("Content-Disposition", section.ContentDisposition, number);
        if (disposition["name"] is not { } name)
            throw ApiError.Malformed("body", $"the Content-Disposition of part {number} cannot be read: it has no name");
        if (HasReplacementCharacter(name)) throw ApiError.Invalid("body", $"the name of part {number} is not valid UTF-8");

        var filename = UploadFilename.Parse(disposition);
        if (filename is null && disposition.Names.FirstOrDefault(IsExtendedFilename) is { } extended)
            throw ApiError.Malformed("body", $"the Content-Disposition of part {number} cannot be read: '{extended}' is not understood");
        if (filename is not null && HasReplacementCharacter(filename))
            throw ApiError.Invalid("filename", "is not valid UTF-8, or has U+FFFD in the place of a lost character");
        var isText = filename is null && section.ContentType is { Length: > 0 };
        return new FormPartHeaders(name, filename, isText ? ParseHeader("Content-Type", section.ContentType!, number)["charset"] : null);
    }

    private static HeaderParameters ParseHeader(string header, string value, int number)
    {
        var parsed = HeaderParameters.Parse(value);
        return parsed.Problem is { } problem
            ? throw ApiError.Malformed("body", $"the {header} of part {number} cannot be read: {problem}")
            : parsed;
    }

    private static bool IsExtendedFilename(string name) => name.StartsWith("filename*", StringComparison.OrdinalIgnoreCase);

    /// <summary>The web server's reader decodes headers as UTF-8, with U+FFFD for what does not fit.</summary>
    private static bool HasReplacementCharacter(string text) => text.Contains('\uFFFD', StringComparison.Ordinal);
}
