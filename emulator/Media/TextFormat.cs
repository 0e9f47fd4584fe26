using System.Text;

namespace Scopix.Media;

/// <summary>How a text file is written.</summary>
/// <param name="Encoding">Its encoding; bytes that do not fit decode to U+FFFD.</param>
/// <param name="BomLength">The length of its byte order mark: 0, 2, 3 or 4.</param>
/// <param name="IsValidUtf8">True for UTF-8 in which every byte fits.</param>
/// <param name="HasTerminalControls">True when <see cref="TerminalControlFilter"/> has to clean it.</param>
internal sealed record TextFormat(Encoding Encoding, int BomLength, bool IsValidUtf8, bool HasTerminalControls)
{
    /// <summary>UTF-8 without a mark.</summary>
    public static TextFormat Utf8 { get; } = new(Encoding.UTF8, 0, IsValidUtf8: false, HasTerminalControls: false);

    /// <summary>Bytes of the smallest unit: 4 for UTF-32, 2 for UTF-16, otherwise 1.</summary>
    public int UnitSize => Encoding.CodePage switch { 12000 or 12001 => 4, 1200 or 1201 => 2, _ => 1 };

    /// <summary>The first characters of the file, without terminal controls.</summary>
    public string DecodeBeginning(ReadOnlySpan<byte> head) =>
        new TextDecoder(this).Decode(head[Math.Min(BomLength, head.Length)..], last: true).ToString();
}
