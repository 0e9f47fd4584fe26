namespace Scopix.Emulator.Http;

/// <summary>
/// Decodes texts of a form strictly by their declared charset (RFC 7578, 4.4 to 4.6). Labels have the meaning they have in
/// browsers: <c>ISO-8859-1</c> is windows-1252 (WHATWG, Encoding; assumed for this API).
/// </summary>
internal static class FormCharset
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes a field's value; a null charset means UTF-8.</summary>
    /// <exception cref="ApiError">The charset is unknown, or the bytes are invalid in it: 422 naming the field.</exception>
    public static string Decode(string field, ReadOnlySpan<byte> bytes, string? charset)
    {
        var encoding = charset is null
            ? Utf8 : FindEncoding(charset) ?? throw ApiError.Invalid(field, $"has the unknown charset '{charset}'");
        try
        {
            return SkipByteOrderMark(ref bytes, encoding).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw ApiError.Invalid(field,
                charset is null ? "is not valid UTF-8; another charset must be declared" : $"is not valid {charset}");
        }
    }

    /// <summary>The encoding of a label, which throws on invalid bytes; null for an unknown label.</summary>
    public static Encoding? FindEncoding(string label)
    {
        var (encode, decode) = (EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        return label.Trim().ToLowerInvariant() switch
        {
            "utf-8" or "utf8" or "unicode-1-1-utf-8" => Utf8,
            "utf-16" or "utf-16le" or "unicode" => new UnicodeEncoding(false, false, throwOnInvalidBytes: true),
            "utf-16be" => new UnicodeEncoding(true, false, throwOnInvalidBytes: true),
            "utf-32" or "utf-32le" => new UTF32Encoding(false, false, throwOnInvalidCharacters: true),
            "utf-32be" => new UTF32Encoding(true, false, throwOnInvalidCharacters: true),
            "us-ascii" or "ascii" => Encoding.GetEncoding("us-ascii", encode, decode),
            "iso-8859-1" or "iso8859-1" or "iso_8859-1" or "latin1" or "latin-1" or "l1" or "cp1252" =>
                CodePagesEncodingProvider.Instance.GetEncoding(1252, encode, decode),
            "utf-7" or "unicode-1-1-utf-7" => null,
            "sjis" or "cp932" or "ms932" or "windows-31j" => CodePagesEncodingProvider.Instance.GetEncoding(932, encode, decode),
            "gbk" or "cp936" or "ms936" => CodePagesEncodingProvider.Instance.GetEncoding(936, encode, decode),
            var other => CodePagesEncodingProvider.Instance.GetEncoding(other, encode, decode),
        };
    }

    /// <summary>A byte order mark determines the byte order of UTF-16 and UTF-32, and is not part of the text.</summary>
    private static Encoding SkipByteOrderMark(ref ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        Encoding[] orders = encoding switch
        {
            UnicodeEncoding => [new UnicodeEncoding(false, true, true), new UnicodeEncoding(true, true, true)],
            UTF32Encoding => [new UTF32Encoding(false, true, true), new UTF32Encoding(true, true, true)],
            _ => [],
        };
        foreach (var order in orders)
        {
            if (!bytes.StartsWith(order.Preamble)) continue;
            bytes = bytes[order.Preamble.Length..];
            return order;
        }

        return encoding;
    }
}
