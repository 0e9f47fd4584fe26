using System.Text.Json.Serialization;

namespace Scopix.Client;

/// <summary>
/// The state of a description, and of every other component (seed 002, DescriptionStatus; seed 001, ComponentStatus).
/// </summary>
[JsonConverter(typeof(OpenEnumConverter<DescriptionStatus>))]
public readonly record struct DescriptionStatus(string Value) : IOpenEnumeration<DescriptionStatus>
{
    public static DescriptionStatus Pending => new("pending");

    public static DescriptionStatus Queued => new("queued");

    public static DescriptionStatus Processing => new("processing");

    public static DescriptionStatus Completed => new("completed");

    public static DescriptionStatus Failed => new("failed");

    public static DescriptionStatus Skipped => new("skipped");

    /// <summary>True when the state is final.</summary>
    [JsonIgnore]
    public bool IsTerminal => Value is "completed" or "failed" or "skipped";

    /// <inheritdoc/>
    public static DescriptionStatus FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>A file's status as a whole (seed 001, File Listing &amp; Retrieval).</summary>
[JsonConverter(typeof(OpenEnumConverter<PrimaryStatus>))]
public readonly record struct PrimaryStatus(string Value) : IOpenEnumeration<PrimaryStatus>
{
    public static PrimaryStatus Pending => new("pending");

    public static PrimaryStatus Processing => new("processing");

    public static PrimaryStatus Completed => new("completed");

    public static PrimaryStatus Failed => new("failed");

    public static PrimaryStatus PartiallyCompleted => new("partially_completed");

    /// <summary>True when the state is final.</summary>
    [JsonIgnore]
    public bool IsTerminal => Value is "completed" or "failed" or "partially_completed";

    /// <inheritdoc/>
    public static PrimaryStatus FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>
/// The status of a file from upload to the last result, and of a session (seed 001, Upload Sessions &amp; Status).
/// </summary>
[JsonConverter(typeof(OpenEnumConverter<UnifiedStatus>))]
public readonly record struct UnifiedStatus(string Value) : IOpenEnumeration<UnifiedStatus>
{
    public static UnifiedStatus Uploading => new("uploading");

    public static UnifiedStatus Confirming => new("confirming");

    public static UnifiedStatus Queued => new("queued");

    public static UnifiedStatus Processing => new("processing");

    public static UnifiedStatus Completed => new("completed");

    public static UnifiedStatus Failed => new("failed");

    public static UnifiedStatus PartiallyCompleted => new("partially_completed");

    public static UnifiedStatus Pending => new("pending");

    public static UnifiedStatus Expired => new("expired");

    public static UnifiedStatus Cancelled => new("cancelled");

    /// <summary>True when the state is final.</summary>
    [JsonIgnore]
    public bool IsTerminal => Value is "completed" or "failed" or "partially_completed" or "expired" or "cancelled";

    /// <inheritdoc/>
    public static UnifiedStatus FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>A session's status (seed 001, Upload Sessions &amp; Status).</summary>
[JsonConverter(typeof(OpenEnumConverter<SessionState>))]
public readonly record struct SessionState(string Value) : IOpenEnumeration<SessionState>
{
    public static SessionState Pending => new("pending");

    public static SessionState Uploading => new("uploading");

    public static SessionState Processing => new("processing");

    public static SessionState Completed => new("completed");

    public static SessionState Failed => new("failed");

    public static SessionState Expired => new("expired");

    public static SessionState Cancelled => new("cancelled");

    /// <summary>True when the state is final.</summary>
    [JsonIgnore]
    public bool IsTerminal => Value is "completed" or "failed" or "expired" or "cancelled";

    /// <inheritdoc/>
    public static SessionState FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
