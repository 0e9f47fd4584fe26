namespace Scopix.Durability.Actors;

/// <summary>A client that writes and records acknowledged writes. Each actor uses only its own resources.</summary>
internal interface IActor
{
    /// <summary>The tenant's key.</summary>
    string Key { get; }

    /// <summary>The number of acknowledged writes, for the report.</summary>
    int Acknowledged { get; }

    /// <summary>Sends one write. If its response is lost, either outcome is correct.</summary>
    Task StepAsync(EmulatorClient emulatorClient, Random random);

    /// <summary>Checks the restarted emulator against the acknowledged writes, and resolves the lost ones.</summary>
    /// <param name="emulatorClient">The tenant's client.</param>
    /// <param name="findings">Receives the differences.</param>
    /// <param name="random">Selects the downloaded files.</param>
    /// <param name="everything">Whether all files are downloaded.</param>
    Task CheckAsync(EmulatorClient emulatorClient, Findings findings, Random random, bool everything);
}
