namespace Scopix.Durability.Actors;

/// <summary>A client that writes and records what was acknowledged. Each one uses only what it created itself.</summary>
internal interface IActor
{
    /// <summary>The tenant's key.</summary>
    string Key { get; }

    /// <summary>What was acknowledged so far, for the report.</summary>
    int Acknowledged { get; }

    /// <summary>One write. It may be lost; then either outcome is right.</summary>
    Task StepAsync(EmulatorClient emulatorClient, Random random);

    /// <summary>Holds the restarted emulator to what was acknowledged, and settles what was lost.</summary>
    /// <param name="emulatorClient">The tenant's client.</param>
    /// <param name="findings">What is wrong.</param>
    /// <param name="random">Picks what is downloaded.</param>
    /// <param name="everything">Downloads all there is instead.</param>
    Task CheckAsync(EmulatorClient emulatorClient, Findings findings, Random random, bool everything);
}
