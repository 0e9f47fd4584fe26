namespace Scopix.Contracts.Checks.Traffic;

/// <summary>What is remembered of one resource, as one key sees it.</summary>
internal sealed class KnownResource
{
    /// <summary>When the last response that showed it, or said that it was created, had arrived; null before.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>When the request of that response began.</summary>
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>When its deletion was confirmed; null before.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>The last value of each state, by view and field, and the times of its request and response.</summary>
    public Dictionary<string, KnownState> States { get; } = [];

    /// <summary>Hashes of the values that do not change, by field.</summary>
    public Dictionary<string, int> Constants { get; } = [];

    /// <summary>What the last response to a change said, if no other change was in progress.</summary>
    public WrittenValues? Written { get; set; }
}

/// <summary>A state as a response showed it.</summary>
/// <param name="Value">The state, in lower case.</param>
/// <param name="AskedAt">When the request began.</param>
/// <param name="At">When the response had arrived.</param>
internal sealed record KnownState(string Value, DateTimeOffset AskedAt, DateTimeOffset At);

/// <summary>What the response to a change said.</summary>
/// <param name="UpdatedAt">The time of the change, as the response has it.</param>
/// <param name="At">When the response had arrived.</param>
/// <param name="Values">Hashes of the values by field.</param>
internal sealed record WrittenValues(string UpdatedAt, DateTimeOffset At, IReadOnlyDictionary<string, int> Values);
