namespace Scopix.Emulator.Engine;

/// <summary>The values of the API's ComponentStatus enum (seed 001, File Listing &amp; Retrieval).</summary>
internal static class ComponentStatus
{
    /// <summary>Not released yet.</summary>
    public const string Pending = "pending";

    /// <summary>Released, waiting for the previous stage.</summary>
    public const string Queued = "queued";

    public const string Processing = "processing";

    /// <summary>Ended; its result is revealed.</summary>
    public const string Completed = "completed";

    public const string Failed = "failed";

    public const string Skipped = "skipped";

    public static bool IsTerminal(string status) => status is Completed or Failed or Skipped;
}

/// <summary>
/// One step of a file's processing. The work is done when the bytes arrive; the stage determines when its result is revealed.
/// </summary>
internal sealed record Stage
{
    public required string Name { get; init; }

    /// <summary>The stage that must end before this one begins; null when there is none.</summary>
    public string? After { get; init; }

    public string Status { get; init; } = ComponentStatus.Pending;

    public long DurationMs { get; init; }

    /// <summary>The time of its release; null while it is held.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>True for a stage that begins and never ends.</summary>
    public bool Stalled { get; init; }

    /// <summary>True until the vectors of a document are made, which takes real time: the stage does not end before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AwaitsVectors { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The failure with which it ends; null when it succeeds.</summary>
    public StageFailure? Failure { get; init; }

    /// <summary>How long after its end a stage that awaits vectors is due again, in case they were lost.</summary>
    private static readonly TimeSpan VectorsCheckInterval = TimeSpan.FromSeconds(10);

    /// <summary>Moves stages forward to a time. The result depends only on the stages and the time.</summary>
    /// <returns>The stages at that time, and the time of their next change; null when none changes by itself.</returns>
    public static (Stage[] Stages, DateTimeOffset? Next) Advance(Stage[] stages, DateTimeOffset now)
    {
        var advanced = (Stage[])stages.Clone();
        DateTimeOffset? next = null;
        for (var i = 0; i < advanced.Length; i++)
        {
            var before = advanced[i].After is { } name ? Array.Find(advanced, stage => stage.Name == name) : null;
            (advanced[i], var due) = advanced[i].AdvanceTo(now, before);
            if (due < next || next is null) next = due ?? next;
        }
        return (advanced, next);
    }

    private (Stage, DateTimeOffset? Due) AdvanceTo(DateTimeOffset now, Stage? before)
    {
        if (ComponentStatus.IsTerminal(Status)) return (this, null);
        if (before is { Status: ComponentStatus.Failed })
            return (this with { Status = ComponentStatus.Skipped, EndedAt = before.EndedAt }, null);
        if (ReleasedAt is not { } released) return (this, null);
        if (before is not null && !ComponentStatus.IsTerminal(before.Status)) return (this with { Status = ComponentStatus.Queued }, null);
        var start = before?.EndedAt > released ? before.EndedAt.Value : released;
        var end = start.AddMilliseconds(DurationMs);
        if (start > now) return (this with { Status = ComponentStatus.Queued }, start);
        if (Stalled) return (this with { Status = ComponentStatus.Processing, StartedAt = start }, null);
        if (end > now) return (this with { Status = ComponentStatus.Processing, StartedAt = start }, end);
        if (AwaitsVectors && Failure is null)
            return (this with { Status = ComponentStatus.Processing, StartedAt = start }, now + VectorsCheckInterval);
        return (this with
        {
            Status = Failure is null ? ComponentStatus.Completed : ComponentStatus.Failed,
            StartedAt = start,
            EndedAt = end
        }, null);
    }
}

/// <summary>Why a stage fails.</summary>
/// <param name="Type">A DescriptionErrorType: timeout, rate_limit, vlm_error, validation, resource_limit, unknown (seed 002).</param>
internal sealed record StageFailure(string Message, string Type);
