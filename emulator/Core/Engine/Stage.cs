namespace Scopix.Emulator.Engine;

/// <summary>The words of the API's ComponentStatus enum (seed 001, File Listing &amp; Retrieval).</summary>
internal static class ComponentStatus
{
    /// <summary>Not let go yet.</summary>
    public const string Pending = "pending";

    /// <summary>Let go, waiting for the stage before it.</summary>
    public const string Queued = "queued";

    /// <summary>Under way.</summary>
    public const string Processing = "processing";

    /// <summary>Done; its result is revealed.</summary>
    public const string Completed = "completed";

    /// <summary>Ended with an error.</summary>
    public const string Failed = "failed";

    /// <summary>Will not be done.</summary>
    public const string Skipped = "skipped";

    /// <summary>True for the three that never change again by themselves.</summary>
    public static bool IsTerminal(string status) => status is Completed or Failed or Skipped;
}

/// <summary>
/// One step of a file's processing. The work is done when the bytes arrive; the stage says when its result is revealed.
/// </summary>
internal sealed record Stage
{
    /// <summary>The stage's name, e.g. <see cref="Pipeline.Description"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The stage that must have ended before; null for none.</summary>
    public string? After { get; init; }

    /// <summary>A <see cref="ComponentStatus"/>.</summary>
    public string Status { get; init; } = ComponentStatus.Pending;

    /// <summary>How long it takes, milliseconds.</summary>
    public long DurationMs { get; init; }

    /// <summary>When it was let go; null while it is held.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>True while it begins but does not end.</summary>
    public bool Stalled { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What it fails with when its time comes, or failed with; null for success.</summary>
    public StageFailure? Failure { get; init; }

    /// <summary>Moves stages on to a moment. Pure: the same stages and moment give the same answer, however often one looks.</summary>
    /// <returns>The stages at that moment, and when the next of them changes (null: never by itself).</returns>
    public static (Stage[] Stages, DateTimeOffset? Next) Advance(Stage[] stages, DateTimeOffset now)
    {
        var moved = (Stage[])stages.Clone();
        DateTimeOffset? next = null;
        for (var i = 0; i < moved.Length; i++)
        {
            var before = moved[i].After is { } name ? Array.Find(moved, stage => stage.Name == name) : null;
            (moved[i], var due) = moved[i].AdvanceTo(now, before);
            if (due < next || next is null) next = due ?? next;
        }
        return (moved, next);
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
        return (this with { Status = Failure is null ? ComponentStatus.Completed : ComponentStatus.Failed, StartedAt = start,
            EndedAt = end }, null);
    }
}

/// <summary>Why a stage fails.</summary>
/// <param name="Message">For people.</param>
/// <param name="Type">A DescriptionErrorType: timeout, rate_limit, vlm_error, validation, resource_limit, unknown (seed 002).</param>
internal sealed record StageFailure(string Message, string Type);
