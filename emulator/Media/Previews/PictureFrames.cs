namespace Scopix.Media.Previews;

/// <summary>What the emulator and its worker for pictures write to each other's pipes. The worker begins with <see cref="Greeting"/>. A
/// request is the length of its body (4 bytes, little-endian), then the form (1 byte), the longer side (4 bytes) and the path (UTF-8). A
/// response is one byte, 1 for a picture and 0 for none, the length (4 bytes), and the picture's bytes.</summary>
internal static class PictureFrames
{
    public const int MaxPictureBytes = 32 * 1024 * 1024, ResponseHeadLength = 5;
    private const int RequestHeadLength = 5, MaxPathBytes = 8192;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ReadOnlySpan<byte> Greeting => "pictures1\n"u8;

    /// <summary>Null for a path that is too long or has no UTF-8 form.</summary>
    public static byte[]? EncodeRequest(PictureRequest request)
    {
        try
        {
            var path = StrictUtf8.GetBytes(request.Path);
            if (path.Length > MaxPathBytes) return null;
            var frame = new byte[4 + RequestHeadLength + path.Length];
            BinaryPrimitives.WriteInt32LittleEndian(frame, RequestHeadLength + path.Length);
            frame[4] = (byte)request.Format;
            BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(5), request.Longest);
            path.CopyTo(frame.AsSpan(4 + RequestHeadLength));
            return frame;
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Reads the next request; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The frame is not a request.</exception>
    public static PictureRequest? ReadRequest(Stream input)
    {
        Span<byte> size = stackalloc byte[4];
        var read = input.ReadAtLeast(size, size.Length, throwOnEndOfStream: false);
        if (read == 0) return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(size);
        if (read < size.Length || length is <= RequestHeadLength or > RequestHeadLength + MaxPathBytes) throw new InvalidDataException();
        var body = new byte[length];
        if (input.ReadAtLeast(body, length, throwOnEndOfStream: false) < length) throw new InvalidDataException();
        return ParseRequest(body);
    }

    public static void WriteResponse(Stream output, byte[]? picture)
    {
        Span<byte> head = stackalloc byte[ResponseHeadLength];
        var isMade = picture is { Length: <= MaxPictureBytes };
        head[0] = isMade ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], isMade ? picture!.Length : 0);
        output.Write(head);
        if (isMade) output.Write(picture!);
        output.Flush();
    }

    /// <summary>The length of the picture that follows; null when none was made.</summary>
    /// <exception cref="InvalidDataException">These bytes begin no response.</exception>
    public static int? ParseResponseHead(ReadOnlySpan<byte> head) =>
        (head[0], BinaryPrimitives.ReadInt32LittleEndian(head[1..])) switch
        {
            (0, 0) => null,
            (1, var length and >= 0 and <= MaxPictureBytes) => length,
            _ => throw new InvalidDataException(),
        };

    private static PictureRequest ParseRequest(ReadOnlySpan<byte> body)
    {
        var (format, longest) = ((PictureFormat)body[0], BinaryPrimitives.ReadInt32LittleEndian(body[1..]));
        if (format > PictureFormat.WebP || longest is < 1 or > PictureRequest.MaxSide) throw new InvalidDataException();
        try
        {
            var path = StrictUtf8.GetString(body[RequestHeadLength..]);
            return path.Contains('\0') ? throw new InvalidDataException() : new PictureRequest(path, format, longest);
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException();
        }
    }
}
