using Microsoft.AspNetCore.WebUtilities;

namespace Scopix.Emulator.Http;

/// <summary>The headers of a part of a form.</summary>
/// <param name="Filename">The file's name without folders, possibly empty; null when the part is not a file.</param>
internal sealed record FormPartHeaders(string Name, string? Filename, string? Charset)
{
    /// <exception cref="ApiError">The headers are malformed (400), or a name is not UTF-8 (422).</exception>
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

    /// <summary>The web server decodes headers as UTF-8 and replaces invalid bytes by U+FFFD.</summary>
    private static bool HasReplacementCharacter(string text) => text.Contains('\uFFFD', StringComparison.Ordinal);
}
