namespace Scopix.Emulator;

/// <summary>Which requests the log has a line for. Failures of the emulator itself are logged in every mode.</summary>
public enum LogMode
{
    /// <summary>Requests that were refused or failed, were slow, had unknown input, or met a fault or a placeholder picture.</summary>
    Problems,

    /// <summary>All requests except those of the dashboard.</summary>
    Requests,

    /// <summary>No requests.</summary>
    Off,
}
