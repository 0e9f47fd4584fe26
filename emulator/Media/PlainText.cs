using System.Text;
using System.Text.Unicode;

namespace Scopix.Emulator.Media;

/// <summary>Reads TXT and MD files of any of the accepted encodings (UTF-8, UTF-16 with or without BOM, Latin-1).</summary>
public static class PlainText
{
    private const int Piece = 65_536;

    /// <summary>
    /// Rewrites a text file as UTF-8 without BOM, streaming, with <c>\n</c> line ends kept as they are. The source need not be
    /// seekable, so Latin-1 is taken up at the first piece of 64 KiB that is not UTF-8, and kept.
    /// </summary>
    /// <returns>The number of characters written, in Unicode code points.</returns>
    public static async Task<long> TranscodeAsync(Stream source, Stream utf8, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(utf8);
        var buffer = new byte[Piece];
        var text = new Decoding();
        long characters = 0;
        int carried = 0, read;
        do
        {
            read = await source.ReadAtLeastAsync(buffer.AsMemory(carried), Piece - carried, throwOnEndOfStream: false, cancel);
            var piece = buffer.AsMemory(0, carried + read);
            var (used, output) = text.Next(piece, last: piece.Length < Piece);
            characters += CodePoints(output.Span);
            await utf8.WriteAsync(output, cancel);
            carried = piece.Length - used;
            piece[used..].CopyTo(buffer);
        }
        while (read > 0);

        return characters;
    }

    private static long CodePoints(ReadOnlySpan<byte> utf8)
    {
        long count = 0;
        foreach (var b in utf8) count += (b & 0xC0) == 0x80 ? 0 : 1;
        return count;
    }

    /// <summary>What is known of the text so far: UTF-8, passed through as it is, until something else is met.</summary>
    private sealed class Decoding
    {
        private readonly char[] _chars = new char[Piece + 1];
        private readonly byte[] _output = new byte[(Piece + 1) * 3];
        private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
        private Decoder? _decoder;
        private bool _begun;

        /// <summary>How much of a piece was understood (all but a cut-off character at its end), and what it says.</summary>
        public (int Used, ReadOnlyMemory<byte> Output) Next(ReadOnlyMemory<byte> piece, bool last)
        {
            var mark = _begun ? 0 : Begin(piece.Span);
            if (_decoder is null)
            {
                var whole = last ? piece.Length : TextEncodings.WholeLength(piece.Span);
                if (Utf8.IsValid(piece.Span[mark..whole])) return (whole, piece[mark..whole]);
                _decoder = Encoding.Latin1.GetDecoder();
            }

            var chars = _decoder.GetChars(piece.Span[mark..], _chars, flush: last);
            return (piece.Length, _output.AsMemory(0, _encoder.GetBytes(_chars.AsSpan(0, chars), _output, flush: last)));
        }

        private int Begin(ReadOnlySpan<byte> head)
        {
            _begun = true;
            if (TextEncodings.Utf16(head) is not { } utf16) return TextEncodings.Utf8Mark(head);
            _decoder = utf16.GetDecoder();
            return utf16.Preamble.Length;
        }
    }
}
