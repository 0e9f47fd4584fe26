namespace Scopix.Media;

/// <summary>Reads TXT and MD files of any accepted encoding.</summary>
internal static class TextTranscoder
{
    private const int ChunkSize = 65_536;

    /// <summary>Rewrites a text file as UTF-8 without byte order mark, in pieces of 64 KiB, with the same line ends. Invalid bytes become
    /// U+FFFD; terminal controls are removed. Returns the number of Unicode code points written. An unknown format is detected first,
    /// which reads the file once more.</summary>
    internal static async Task<long> TranscodeAsync(Stream seekable, Stream utf8, TextFormat? known, CancellationToken cancel)
    {
        var format = known ?? DetectFormat(seekable);
        seekable.Position = Math.Min(format.BomLength, seekable.Length);
        var text = new ChunkTranscoder(format);
        var buffer = new byte[ChunkSize];
        long characters = 0;
        int read;
        do
        {
            read = await seekable.ReadAtLeastAsync(buffer, ChunkSize, throwOnEndOfStream: false, cancel);
            var output = text.Transcode(buffer.AsMemory(0, read), last: read < ChunkSize);
            characters += CountCodePoints(output.Span);
            await utf8.WriteAsync(output, cancel);
        }
        while (read == ChunkSize);

        return characters;
    }

    /// <summary>UTF-8 when the file is not text.</summary>
    internal static TextFormat DetectFormat(Stream seekable) => TextFormatDetector.Detect(new FileBytes(seekable)) ?? TextFormat.Utf8;

    private static long CountCodePoints(ReadOnlySpan<byte> utf8)
    {
        long count = 0;
        foreach (var b in utf8) count += (b & 0xC0) == 0x80 ? 0 : 1;
        return count;
    }

    /// <summary>Passes valid UTF-8 through and decodes everything else.</summary>
    private sealed class ChunkTranscoder(TextFormat format)
    {
        private readonly TextDecoder? _decoder = format is { IsValidUtf8: true, HasTerminalControls: false }
            ? null : new TextDecoder(format);
        private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
        private byte[] _output = [];

        public ReadOnlyMemory<byte> Transcode(ReadOnlyMemory<byte> piece, bool last)
        {
            if (_decoder is null) return piece;
            var chars = _decoder.Decode(piece.Span, last);
            var length = Encoding.UTF8.GetMaxByteCount(chars.Length);
            if (_output.Length < length) _output = new byte[length];
            return _output.AsMemory(0, _encoder.GetBytes(chars, _output, flush: last));
        }
    }
}
