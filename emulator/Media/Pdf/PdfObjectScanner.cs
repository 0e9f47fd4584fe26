namespace Scopix.Media.Pdf;

/// <summary>Finds a file's objects without its cross-reference: every <c>7 0 obj</c> (the last one of a number wins), the contents of
/// object streams, then a trailer. Reads at most 2 GiB.</summary>
internal static class PdfObjectScanner
{
    private const int ChunkSize = 1 << 16, Overlap = 32;
    private const long MaxBytes = 2L << 30;

    /// <summary>Replaces the file's entries and returns the trailer.</summary>
    /// <exception cref="UnreadableDocumentException">There is no document in the file.</exception>
    public static PdfDictionary RebuildEntries(PdfFile file, PdfDictionary knownTrailer)
    {
        var trailers = new List<long>();
        file.Entries.Clear();
        foreach (var (number, position) in FindObjects(file.Bytes, trailers))
        {
            file.Budget.Spend(8);
            file.Entries[number] = new PdfXrefEntry(position, -1);
            if (file.Entries.Count > PdfBudget.MaxObjects)
                throw UnreadableDocumentException.CreateTooLarge("The PDF has over a million objects.");
        }
        var trailer = new PdfDictionary();
        foreach (var position in trailers.AsEnumerable().Reverse().Take(64))
            CopyTrailerKeys(trailer, new PdfParser(new PdfLexer(file.Bytes, position, file.Budget)).ReadValue().Dictionary);
        AddObjectStreams(file, trailer);
        CopyTrailerKeys(trailer, knownTrailer);
        if (trailer["Root"].Kind == PdfKind.Null)
            throw file.DecryptionError
                ?? UnreadableDocumentException.CreateBroken("The PDF is broken: neither a cross-reference nor a catalogue was found.");
        return trailer;
    }

    private static void CopyTrailerKeys(PdfDictionary trailer, PdfDictionary from)
    {
        foreach (var (key, value) in from.Values)
            if (key is "Root" or "Encrypt" or "ID") trailer.Add(key, value);
    }

    /// <summary>Reads every object once to find object streams, cross-reference streams (which are trailers too) and the
    /// catalogue.</summary>
    private static void AddObjectStreams(PdfFile file, PdfDictionary trailer)
    {
        var catalogue = -1;
        var objectStreams = new List<(int Number, PdfStream Stream)>();
        foreach (var (number, entry) in file.Entries.OrderByDescending(pair => pair.Value.OffsetOrContainer).ToList())
        {
            var value = file.ReadObjectAt(entry.OffsetOrContainer, number);
            var type = value.Dictionary["Type"].Name;
            if (type == "XRef") CopyTrailerKeys(trailer, value.Dictionary);
            else if (type == "Catalog" && catalogue < 0) catalogue = number;
            else if (type == "ObjStm" && value.Stream is { } stream) objectStreams.Add((number, stream));
        }
        file.SetUpDecryption(trailer);
        foreach (var (container, stream) in objectStreams)
            foreach (var number in PdfObjectStream.Read(file, stream).ObjectNumbers)
                file.Entries.TryAdd(number, new PdfXrefEntry(container, 0));
        if (catalogue < 0) catalogue = file.Entries.Where(pair => pair.Value.IndexInContainer >= 0).Select(pair => pair.Key)
            .FirstOrDefault(number => file.Resolve(new PdfValue(PdfKind.Reference, number)).Dictionary["Type"].Name == "Catalog", -1);
        if (catalogue >= 0) trailer.Add("Root", new PdfValue(PdfKind.Reference, catalogue));
    }

    private static IEnumerable<(int Number, long Position)> FindObjects(FileBytes bytes, List<long> trailers)
    {
        var buffer = new byte[ChunkSize];
        for (long start = 0; start < Math.Min(bytes.Length, MaxBytes); start += ChunkSize - Overlap)
        {
            var length = bytes.Read(start, buffer);
            for (var at = IndexOf(buffer, 0, length, "trailer"u8); at >= 0; at = IndexOf(buffer, at + 7, length, "trailer"u8))
                if (trailers.Count == 0 || trailers[^1] < start + at + 7) trailers.Add(start + at + 7);
            for (var at = IndexOf(buffer, 0, length, "obj"u8); at >= 0; at = IndexOf(buffer, at + 3, length, "obj"u8))
                if (at >= 4 && (start == 0 || at >= Overlap - 3) && ParseObjectHead(buffer.AsSpan(0, at)) is ({ } number, var digits))
                    yield return (number, start + digits);
            if (length < ChunkSize) break;
        }
    }

    private static int IndexOf(byte[] buffer, int from, int length, ReadOnlySpan<byte> word)
    {
        if (from >= length) return -1;
        var at = buffer.AsSpan(from, length - from).IndexOf(word);
        return at < 0 ? -1 : from + at;
    }

    /// <summary>Parses the <c>7 0 </c> before <c>obj</c> backwards.</summary>
    private static (int? Number, int Position) ParseObjectHead(ReadOnlySpan<byte> before)
    {
        var rest = before.TrimEnd(" \r\n\t\0"u8);
        var generation = CountTrailingDigits(rest);
        if (generation is 0 or > 5) return (null, 0);
        var gap = rest[..^generation].TrimEnd(" \r\n\t\0"u8);
        var number = CountTrailingDigits(gap);
        if (number is 0 or > 9 || gap.Length == rest.Length - generation) return (null, 0);
        var value = 0;
        foreach (var digit in gap[^number..]) value = (value * 10) + digit - '0';
        return (value, gap.Length - number);
    }

    private static int CountTrailingDigits(ReadOnlySpan<byte> text)
    {
        var count = 0;
        while (count < text.Length && text[^(count + 1)] is >= (byte)'0' and <= (byte)'9') count++;
        return count;
    }
}
