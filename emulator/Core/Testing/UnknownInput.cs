namespace Scopix.Emulator;

/// <summary>What happens to input that no contract has, such as a misspelt query parameter.</summary>
public enum UnknownInput
{
    /// <summary>It is ignored, as on the service (assumed), and named in X-Emulator-Unknown.</summary>
    Hint,

    /// <summary>The request is refused with 422, which names it.</summary>
    Refuse,
}
