using System.Buffers.Binary;
using System.Text;

namespace Scopix.Emulator.Media;

/// <summary>
/// DOCX: a ZIP whose central directory names <c>[Content_Types].xml</c> and <c>word/document.xml</c>. Nothing is inflated;
/// ZIP64 is not read.
/// </summary>
internal static class Docx
{
    private const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const int EndLength = 22, EntryLength = 46, MaxComment = 65_535;

    /// <exception cref="RefusedMediaException">Any other ZIP: an archive, a workbook, a Word document with macros.</exception>
    public static MediaFacts Read(FileBytes bytes)
    {
        var names = Names(bytes);
        if (!names.Contains("[Content_Types].xml")) throw RefusedMediaException.Named("a ZIP archive");
        if (names.Contains("xl/workbook.xml")) throw RefusedMediaException.Named("an Excel workbook (XLSX)");
        if (names.Contains("ppt/presentation.xml")) throw RefusedMediaException.Named("a PowerPoint presentation (PPTX)");
        if (names.Contains("word/vbaProject.bin")) throw RefusedMediaException.Named("a Word document with macros (DOCM)");
        if (!names.Contains("word/document.xml")) throw RefusedMediaException.Named("a ZIP archive");
        return new MediaFacts("document", ContentType, "docx", DocumentType: "docx");
    }

    /// <summary>The names in the central directory that are short enough to be telling.</summary>
    private static HashSet<string> Names(FileBytes bytes)
    {
        var names = new HashSet<string>();
        var (at, end) = Directory(bytes);
        for (var part = 0; part < FileBytes.MaxParts && at + EntryLength <= end; part++)
        {
            var entry = bytes.At(at, EntryLength);
            if (entry.Length < EntryLength || !entry.StartsWith("PK\u0001\u0002"u8)) break;
            int name = UInt16(entry[28..]), extra = UInt16(entry[30..]), comment = UInt16(entry[32..]);
            if (name <= 32) names.Add(Encoding.ASCII.GetString(bytes.At(at + EntryLength, name)));
            at += EntryLength + name + extra + comment;
        }

        return names;
    }

    /// <summary>Where the central directory begins and ends, told by the last end record whose comment fits the file.</summary>
    private static (long Start, long End) Directory(FileBytes bytes)
    {
        var tailStart = Math.Max(0, bytes.Length - EndLength - MaxComment);
        var tail = bytes.At(tailStart, EndLength + MaxComment);
        for (var at = tail.LastIndexOf("PK\u0005\u0006"u8); at >= 0; at = tail[..at].LastIndexOf("PK\u0005\u0006"u8))
        {
            if (at + EndLength > tail.Length || at + EndLength + UInt16(tail[(at + 20)..]) > tail.Length) continue;
            var start = BinaryPrimitives.ReadUInt32LittleEndian(tail[(at + 16)..]);
            return (start, tailStart + at);
        }

        return (0, 0);
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
