using System.Runtime.InteropServices;

namespace Scopix.Media.Embeddings;

/// <summary>
/// The messages between the emulator and <c>scopix-semantic</c>, little-endian. A request is its number, its kind, the length of its text
/// and the text in UTF-8; a response is the request's number, the number of its values, and the values.
/// </summary>
internal static class EmbeddingFrames
{
    /// <summary>The most bytes of a text; more than the model reads of any text.</summary>
    public const int MaxTextBytes = 64 * 1024;

    private const int RequestHeadLength = 9, ResponseHeadLength = 8, MaxValues = 4096;

    /// <summary>What the program writes when it has loaded the model.</summary>
    public static ReadOnlySpan<byte> Greeting => "SCOPIXE1"u8;

    public static byte[] EncodeRequest(int number, EmbeddingKind kind, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        while (length > MaxTextBytes)
        {
            text = text[..(text.Length / 2)];
            length = Encoding.UTF8.GetByteCount(text);
        }
        var frame = new byte[RequestHeadLength + length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, number);
        frame[4] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(5), length);
        Encoding.UTF8.GetBytes(text, frame.AsSpan(RequestHeadLength));
        return frame;
    }

    /// <summary>Null at the end of the input.</summary>
    /// <exception cref="InvalidDataException">The bytes are no request.</exception>
    public static EmbeddingRequest? ReadRequest(Stream input)
    {
        var head = new byte[RequestHeadLength];
        if (input.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length) return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(5));
        if (head[4] > (byte)EmbeddingKind.Chunk || length is < 0 or > MaxTextBytes) throw new InvalidDataException("That is no request.");
        var text = new byte[length];
        input.ReadExactly(text);
        return new EmbeddingRequest(BinaryPrimitives.ReadInt32LittleEndian(head), (EmbeddingKind)head[4], Encoding.UTF8.GetString(text));
    }

    public static byte[] EncodeResponse(int number, ReadOnlySpan<float> values)
    {
        var frame = new byte[ResponseHeadLength + (values.Length * sizeof(float))];
        BinaryPrimitives.WriteInt32LittleEndian(frame, number);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(4), values.Length);
        MemoryMarshal.AsBytes(values).CopyTo(frame.AsSpan(ResponseHeadLength));
        return frame;
    }

    /// <summary>Null at the end of the output.</summary>
    /// <exception cref="InvalidDataException">The bytes are no response.</exception>
    public static async Task<(int Number, float[] Values)?> ReadResponseAsync(Stream output)
    {
        var head = new byte[ResponseHeadLength];
        if (await output.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false) < head.Length) return null;
        var count = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4));
        if (count is < 0 or > MaxValues) throw new InvalidDataException("That is no response.");
        var bytes = new byte[count * sizeof(float)];
        await output.ReadExactlyAsync(bytes);
        return (BinaryPrimitives.ReadInt32LittleEndian(head), MemoryMarshal.Cast<byte, float>(bytes).ToArray());
    }
}

/// <summary>What a text is: the two kinds are computed side by side, so that no query waits for chunks.</summary>
internal enum EmbeddingKind : byte
{
    Query,
    Chunk,
}

internal sealed record EmbeddingRequest(int Number, EmbeddingKind Kind, string Text);
