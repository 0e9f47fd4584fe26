namespace Scopix.Media;

/// <summary>Names formats that are neither accepted nor text, for the error message. Checked last, since plain text may begin with the
/// same letters.</summary>
internal static class UnsupportedFormats
{
    // Characters stand for bytes of the same value.
    private static readonly (int Offset, string Signature, string Kind)[] Signatures =
    [
        (0, "\u007fELF", "an executable (ELF)"), (0, "MZ", "a Windows executable"), (0, "\0asm", "a WebAssembly module"),
        (0, "\u00fe\u00ed\u00fa\u00ce", "an executable (Mach-O)"), (0, "\u00fe\u00ed\u00fa\u00cf", "an executable (Mach-O)"),
        (0, "\u00ce\u00fa\u00ed\u00fe", "an executable (Mach-O)"), (0, "\u00cf\u00fa\u00ed\u00fe", "an executable (Mach-O)"),
        (0, "\u00ca\u00fe\u00ba\u00be", "an executable (Java class or Mach-O)"), (0, "dex\n", "an executable (Android DEX)"),
        (0, "L\0\0\0\u0001\u0014\u0002\0", "a Windows shortcut"), (0, "#!", "a script"), (0, "<?php", "a PHP script"),
        (0, "\u001f\u008b", "a gzip archive"), (0, "BZh", "a bzip2 archive"), (0, "\u00fd7zXZ\0", "an xz archive"),
        (0, "7z\u00bc\u00af\u0027\u001c", "a 7z archive"), (0, "Rar!\u001a\u0007", "a RAR archive"),
        (0, "\u0028\u00b5\u002f\u00fd", "a zstd archive"), (0, "MSCF", "a cabinet archive"), (0, "!<arch>\n", "an ar archive"),
        (257, "ustar", "a tar archive"), (0, "PK", "a ZIP archive"), (0, "ID3", "a sound file (MP3)"), (0, "OggS", "an Ogg file"),
        (0, "fLaC", "a sound file (FLAC)"), (0, "MThd", "a sound file (MIDI)"), (8, "WAVE", "a sound file (WAV)"),
        (8, "AIFF", "a sound file (AIFF)"), (0, "#!AMR", "a sound file (AMR)"), (0, "\u00ff\u00fb", "a sound file (MP3)"),
        (0, "\u00ff\u00fa", "a sound file (MP3)"), (0, "\u00ff\u00f3", "a sound file (MP3)"),
        (0, "\u00ff\u00f2", "a sound file (MP3)"), (0, "\u00ff\u00f1", "a sound file (AAC)"),
        (0, "\u00ff\u00f9", "a sound file (AAC)"), (0, "BM", "a BMP picture"), (0, "II*\0", "a TIFF picture"),
        (0, "MM\0*", "a TIFF picture"), (0, "II+\0", "a TIFF picture"), (0, "MM\0+", "a TIFF picture"),
        (0, "8BPS", "a Photoshop picture"), (0, "\0\0\u0001\0", "an icon"), (0, "\u00ff\u000a", "a JPEG XL picture"),
        (4, "JXL ", "a JPEG XL picture"), (4, "jP  ", "a JPEG 2000 picture"),
        (0, "\u00ff\u004f\u00ff\u0051", "a JPEG 2000 picture"), (0, "FLV\u0001", "an FLV video"),
        (0, "\0\0\u0001\u00ba", "an MPEG video"), (0, "\0\0\u0001\u00b3", "an MPEG video"),
        (0, "\u0030\u0026\u00b2\u0075\u008e\u0066\u00cf\u0011", "a Windows Media file"),
        (0, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "an old or encrypted Office document"),
        (0, "SQLite format 3\0", "a SQLite database"),
    ];

    public static RefusedMediaException CreateException(FileBytes bytes) => FindKind(bytes) is { } kind
        ? RefusedMediaException.ForKind(kind)
        : new RefusedMediaException("The file's type could not be recognised from its bytes.");

    public static bool IsKnown(FileBytes bytes) => FindKind(bytes) is not null;

    private static string? FindKind(FileBytes bytes)
    {
        var head = bytes.ReadSpan(0, 512);
        foreach (var (offset, signature, kind) in Signatures)
            if (Matches(head, offset, signature)) return kind;
        return null;
    }

    /// <summary>Whether a file begins with a signature of at least three bytes that text does not begin with.</summary>
    public static bool HasBinarySignature(FileBytes bytes)
    {
        var head = bytes.ReadSpan(0, 512);
        foreach (var (offset, signature, _) in Signatures)
            if (signature.Length >= 3 && signature.Any(c => c is < ' ' or > '~') && Matches(head, offset, signature)) return true;
        return false;
    }

    private static bool Matches(ReadOnlySpan<byte> head, int offset, string signature)
    {
        if (head.Length < offset + signature.Length) return false;
        for (var i = 0; i < signature.Length; i++)
            if (head[offset + i] != signature[i]) return false;
        return true;
    }
}
