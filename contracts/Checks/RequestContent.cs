using System.Net.Http.Headers;

namespace Scopix.Contracts.Checks;

/// <summary>
/// What a request sends besides its address, as far as it is needed to send it again by hand. Bytes of files are not kept.
/// </summary>
/// <param name="Headers">The headers that the sender chose, without the key.</param>
/// <param name="ContentType">The media type; null without a body.</param>
/// <param name="Text">A body of JSON; null for other bodies.</param>
/// <param name="Parts">The parts of a form.</param>
public sealed record RequestContent(
    IReadOnlyList<(string Name, string Value)> Headers, string? ContentType, string? Text, IReadOnlyList<RequestPart> Parts)
{
    private const int MaxTextLength = 2_000;

    /// <summary>Describes a request; call it before the request's content is disposed.</summary>
    public static RequestContent Describe(HttpRequestMessage request) => new(
        [.. request.Headers.Where(header => header.Key is not ("Authorization" or "Expect"))
            .Select(header => (header.Key, string.Join(", ", header.Value)))],
        request.Content?.Headers.ContentType?.MediaType,
        request.Content is StringContent text ? ReadText(text) : null,
        request.Content is MultipartFormDataContent form ? [.. form.Select(DescribePart)] : []);

    private static RequestPart DescribePart(HttpContent part)
    {
        var disposition = part.Headers.ContentDisposition ?? ReadDisposition(part.Headers);
        return new(disposition?.Name?.Trim('"') ?? "", disposition?.FileName?.Trim('"'), part.Headers.ContentType?.MediaType,
            part is StringContent text ? ReadText(text) : null);
    }

    private static ContentDispositionHeaderValue? ReadDisposition(HttpContentHeaders headers) =>
        headers.NonValidated.TryGetValues("Content-Disposition", out var values)
            && ContentDispositionHeaderValue.TryParse(values.ToString(), out var read) ? read : null;

    private static string ReadText(StringContent content)
    {
        using var reader = new StreamReader(content.ReadAsStream(), leaveOpen: true);
        var text = new char[MaxTextLength + 1];
        var length = reader.ReadBlock(text, 0, text.Length);
        return length > MaxTextLength ? new string(text, 0, MaxTextLength) + "…" : new string(text, 0, length);
    }
}

/// <summary>One part of a form.</summary>
/// <param name="Name">The name of the field.</param>
/// <param name="FileName">The name of a file; null for a field.</param>
/// <param name="ContentType">The media type of a file.</param>
/// <param name="Value">The text of a field; null for a file.</param>
public sealed record RequestPart(string Name, string? FileName, string? ContentType, string? Value);
