// The statuses of a stage. Written from the contracts by make types; do not edit.
namespace Scopix.Emulator;

/// <summary>The statuses of a stage.</summary>
public static class StageStatuses
{
    /// <summary><c>pending</c></summary>
    public const string Pending = "pending";
    /// <summary><c>queued</c></summary>
    public const string Queued = "queued";
    /// <summary><c>processing</c></summary>
    public const string Processing = "processing";
    /// <summary><c>completed</c></summary>
    public const string Completed = "completed";
    /// <summary><c>failed</c></summary>
    public const string Failed = "failed";
    /// <summary><c>skipped</c></summary>
    public const string Skipped = "skipped";
}
