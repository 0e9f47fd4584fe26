namespace Scopix.Media.Pdf;

/// <summary>Decrypts and decodes streams (ISO 32000-1, 7.4). A damaged stream ends where the damage is.</summary>
internal static class PdfFilters
{
    private const int MaxFilters = 8;

    /// <summary>Empty when a filter is unknown or one of pictures.</summary>
    /// <exception cref="UnreadableDocumentException">The document decodes to more than is allowed.</exception>
    public static byte[] Decode(PdfFile file, PdfStream stream, bool encrypted = true)
    {
        var names = ToValues(file, file.Resolve(GetEither(stream.Dictionary, "Filter", "F")));
        var parameters = ToValues(file, file.Resolve(GetEither(stream.Dictionary, "DecodeParms", "DP")));
        if (names.Count > MaxFilters) return [];

        if (encrypted && file.DecryptionError is not null && stream.Dictionary["Type"].Name != "XRef") return [];

        var bytes = PdfStreamReader.Read(file, stream);
        if (encrypted && file.Decryptor is { } key && stream.Dictionary["Type"].Name != "XRef" && !names.Any(name => name.Name == "Crypt"))
            bytes = key.DecryptStream(bytes, stream.Number, stream.Generation);
        for (var i = 0; i < names.Count; i++)
        {
            bytes = Decode(names[i].Name, bytes,
                new ResolvingDictionary(file, i < parameters.Count ? parameters[i].Dictionary : PdfDictionary.Empty));
            file.Budget.SpendUnpacked(bytes.Length);
        }
        return bytes;
    }

    private static byte[] Decode(string? name, byte[] bytes, ResolvingDictionary parameters) => name switch
    {
        "FlateDecode" or "Fl" => PdfPredictor.Undo(PdfFlate.Decode(bytes), parameters),
        "LZWDecode" or "LZW" => PdfPredictor.Undo(PdfLzw.Decode(bytes, parameters.GetInt("EarlyChange", 1)), parameters),
        "ASCIIHexDecode" or "AHx" => PdfSimpleFilters.DecodeHex(bytes),
        "ASCII85Decode" or "A85" => PdfSimpleFilters.DecodeBase85(bytes),
        "RunLengthDecode" or "RL" => PdfSimpleFilters.DecodeRunLength(bytes),
        "Crypt" => bytes,
        _ => [],
    };

    private static PdfValue GetEither(PdfDictionary dictionary, string name, string shortName) =>
        dictionary[name] is { Kind: not PdfKind.Null } value ? value : dictionary[shortName];

    private static List<PdfValue> ToValues(PdfFile file, PdfValue value) => value.Kind switch
    {
        PdfKind.Null => [],
        PdfKind.Array => [.. value.Array.Take(MaxFilters + 1).Select(file.Resolve)],
        _ => [value],
    };

    internal readonly record struct ResolvingDictionary(PdfFile File, PdfDictionary Dictionary)
    {
        public int GetInt(string key, int otherwise) => File.Resolve(Dictionary[key]).ToInt(otherwise);
    }
}
