namespace Scopix.Emulator;

/// <summary>Where the visible text of images comes from.</summary>
public enum OcrMode
{
    /// <summary>It is generated from the seed and the words that are known of the file.</summary>
    Off,

    /// <summary>The program <c>tesseract</c> reads it, unless the tenant's clock is frozen.</summary>
    Tesseract,
}
