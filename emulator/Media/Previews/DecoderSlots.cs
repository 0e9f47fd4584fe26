namespace Scopix.Media.Previews;

/// <summary>As many decoders of untrusted bytes run at once in this process and its children as there are cores.</summary>
internal static class DecoderSlots
{
    public static readonly SemaphoreSlim All = new(Environment.ProcessorCount);
}
