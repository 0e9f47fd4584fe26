using Microsoft.Extensions.Primitives;

namespace Scopix.Storage;

/// <summary>A part of an object in bytes; never empty.</summary>
internal readonly record struct ByteRange(long First, long Length)
{
    /// <summary>
    /// Reads a Range header. Null, which means the whole object, for no range, several ranges and malformed ones, which S3 ignores.
    /// </summary>
    /// <exception cref="S3Error">InvalidRange: the range is beyond the end of the object.</exception>
    public static ByteRange? Read(StringValues header, long size)
    {
        if (header is not [{ } text] || !text.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase)) return null;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0 || !TryRead(text[6..dash], out var first) || !TryRead(text[(dash + 1)..], out var last)) return null;
        return (first, last) switch
        {
            (null, null) => null,
            (null, { } suffix) when suffix == 0 || size == 0 => throw S3Error.InvalidRange(text, size),
            (null, { } suffix) => new(Math.Max(0, size - suffix), Math.Min(size, suffix)),
            ({ } from, { } to) when to < from => null,
            ({ } from, _) when from >= size => throw S3Error.InvalidRange(text, size),
            ({ } from, var to) => new(from, Math.Min(size - 1, to ?? long.MaxValue) - from + 1),
        };
    }

    /// <summary>Digits or nothing; a number beyond 63 bits becomes the largest.</summary>
    private static bool TryRead(string digits, out long? number)
    {
        number = digits.Length == 0 ? null
            : long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : long.MaxValue;
        return digits.All(char.IsAsciiDigit);
    }
}
