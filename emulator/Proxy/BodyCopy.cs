using System.Buffers;

namespace Scopix.Emulator.Proxy;

/// <summary>A copy of a body as it passes; a long one is not kept.</summary>
internal sealed class BodyCopy : IBodyObserver
{
    public const int MaxBytes = 8 << 20;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public bool IsTooLong { get; private set; }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (IsTooLong) return;
        if (_bytes.WrittenCount + bytes.Length <= MaxBytes)
        {
            _bytes.Write(bytes);
            return;
        }
        IsTooLong = true;
        _bytes.Clear();
    }

    /// <summary>The whole body; null when it was too long. Without the cast, null would become an empty body.</summary>
    public ReadOnlyMemory<byte>? ToMemory() => IsTooLong ? (ReadOnlyMemory<byte>?)null : _bytes.WrittenMemory;
}
