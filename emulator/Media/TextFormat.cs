namespace Scopix.Media;

/// <summary>The encoding of a text file; invalid bytes decode to U+FFFD. The byte order mark has 0, 2, 3 or 4 bytes. Text with terminal
/// controls needs <see cref="TerminalControlFilter"/>.</summary>
internal sealed record TextFormat(Encoding Encoding, int BomLength, bool IsValidUtf8, bool HasTerminalControls)
{
    public static TextFormat Utf8 { get; } = new(Encoding.UTF8, 0, IsValidUtf8: false, HasTerminalControls: false);

    public int UnitSize => Encoding.CodePage switch { 12000 or 12001 => 4, 1200 or 1201 => 2, _ => 1 };

    /// <summary>The first characters of the file, without terminal controls.</summary>
    public string DecodeBeginning(ReadOnlySpan<byte> head) =>
        new TextDecoder(this).Decode(head[Math.Min(BomLength, head.Length)..], last: true).ToString();
}
