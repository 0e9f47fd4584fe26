namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>
/// The JSON of one file with its presigned URLs, and where these are, so that only they are written again when the clock has moved
/// on by a second.
/// </summary>
internal sealed class SignedJson
{
    private readonly UrlPlace[] _places;
    private readonly SigningMoment _signedAt;

    private SignedJson(byte[] text, string? blurHash, UrlPlace[] places, SigningMoment signedAt) =>
        (Text, BlurHash, _places, _signedAt) = (text, blurHash, places, signedAt);

    /// <summary>UTF-8; never changed.</summary>
    public byte[] Text { get; }

    /// <summary>The value in the text.</summary>
    public string? BlurHash { get; }

    /// <param name="unsigned">An object with the URLs of <see cref="FileUrls.Unsigned"/>.</param>
    public static SignedJson Create(byte[] unsigned, string? blurHash, FileRecord file, FileUrls urls) =>
        Sign(unsigned, blurHash, FindPlaces(unsigned), file, urls);

    /// <summary>True when the URLs in the text are those that would be signed now.</summary>
    public bool IsSignedLike(FileUrls urls) => _places.Length == 0
        || (_signedAt == urls.Moment && (urls.SignsOriginals || Array.TrueForAll(_places, place => place.Field.Picture is not null)));

    public SignedJson Sign(FileRecord file, FileUrls urls) => Sign(Text, BlurHash, _places, file, urls);

    private static SignedJson Sign(byte[] text, string? blurHash, UrlPlace[] places, FileRecord file, FileUrls urls)
    {
        if (places.Length == 0) return new SignedJson(text, blurHash, places, urls.Moment);
        var signed = Array.ConvertAll(places, place => urls.Sign(file, place.Field));
        var result = new byte[text.Length + signed.Sum(url => url.Length) - places.Sum(place => place.Length)];
        var moved = new UrlPlace[places.Length];
        var (from, to) = (0, 0);
        for (var i = 0; i < places.Length; i++)
        {
            Append(text.AsSpan(from, places[i].Start - from));
            moved[i] = new UrlPlace(places[i].Field, to, signed[i].Length);
            Append(signed[i]);
            from = places[i].Start + places[i].Length;
        }
        Append(text.AsSpan(from));
        return new SignedJson(result, blurHash, moved, urls.Moment);

        void Append(ReadOnlySpan<byte> part)
        {
            part.CopyTo(result.AsSpan(to));
            to += part.Length;
        }
    }

    /// <summary>Finds the properties of the object itself that have an unsigned URL.</summary>
    private static UrlPlace[] FindPlaces(ReadOnlySpan<byte> json)
    {
        var places = new List<UrlPlace>();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = FileUrls.FindField(reader.ValueSpan);
            reader.Read();
            if (field is { } known && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(FileUrls.UnsignedText))
                places.Add(new UrlPlace(known, (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length));
            reader.Skip();
        }
        return [.. places];
    }

    /// <summary>A URL in the text, without its quotation marks.</summary>
    private readonly record struct UrlPlace(FileUrlField Field, int Start, int Length);
}
