namespace Scopix.Emulator.Proxy;

/// <summary>Sees the bytes of a body as they pass, in their order.</summary>
internal interface IBodyObserver
{
    void Add(ReadOnlySpan<byte> bytes);
}
