namespace Scopix.Emulator.Media.Pdf;

/// <summary>A stream's bytes, decrypted and unpacked (ISO 32000-1, 7.4). What is broken ends where it breaks.</summary>
internal static class PdfFilters
{
    private const int MaxFilters = 8;

    /// <summary>All bytes, or none when a filter is one of pictures or unknown.</summary>
    /// <exception cref="UnreadableDocumentException">The document unpacks to too much.</exception>
    public static byte[] Unpack(PdfFile file, PdfStream stream, bool encrypted = true)
    {
        var names = List(file, file.Get(Either(stream.Dictionary, "Filter", "F")));
        var parameters = List(file, file.Get(Either(stream.Dictionary, "DecodeParms", "DP")));
        if (names.Count > MaxFilters) return [];

        if (encrypted && file.Locked is not null && stream.Dictionary["Type"].Name != "XRef") return [];

        var bytes = PdfRaw.Read(file, stream);
        if (encrypted && file.Decryption is { } key && stream.Dictionary["Type"].Name != "XRef" && !names.Any(name => name.Name == "Crypt"))
            bytes = key.Stream(bytes, stream.Number, stream.Generation);
        for (var i = 0; i < names.Count; i++)
        {
            bytes = Unpack(names[i].Name, bytes, new Parameters(file, i < parameters.Count ? parameters[i].Dictionary : PdfDictionary.Empty));
            file.Budget.Unpacked(bytes.Length);
        }

        return bytes;
    }

    private static byte[] Unpack(string? name, byte[] bytes, Parameters parameters) => name switch
    {
        "FlateDecode" or "Fl" => PdfPredictor.Undo(PdfFlate.Unpack(bytes), parameters),
        "LZWDecode" or "LZW" => PdfPredictor.Undo(PdfLzw.Unpack(bytes, parameters.Int("EarlyChange", 1)), parameters),
        "ASCIIHexDecode" or "AHx" => PdfAscii.Hex(bytes),
        "ASCII85Decode" or "A85" => PdfAscii.Base85(bytes),
        "RunLengthDecode" or "RL" => PdfAscii.RunLength(bytes),
        "Crypt" => bytes,
        _ => [],
    };

    private static PdfValue Either(PdfDictionary dictionary, string name, string shortName) =>
        dictionary[name] is { Kind: not PdfKind.Null } value ? value : dictionary[shortName];

    private static List<PdfValue> List(PdfFile file, PdfValue value) => value.Kind switch
    {
        PdfKind.Null => [],
        PdfKind.Array => [.. value.Array.Take(MaxFilters + 1).Select(file.Get)],
        _ => [value],
    };

    /// <summary>A filter's parameters, references followed.</summary>
    internal readonly record struct Parameters(PdfFile File, PdfDictionary Dictionary)
    {
        public int Int(string key, int otherwise) => File.Get(Dictionary[key]).Int(otherwise);
    }
}
