namespace Scopix.Contracts.Checks.Traffic;

/// <summary>What is remembered of one resource.</summary>
internal sealed class KnownResource
{
    /// <summary>When a response showed it, or said that it was created; null before.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>When its deletion was confirmed; null before.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>When a request that may delete it began; it may be gone from then on.</summary>
    public DateTimeOffset? DeletionBegan { get; set; }

    /// <summary>The last value of each state, by view and field, and when its response had arrived.</summary>
    public Dictionary<string, (string Value, DateTimeOffset At)> States { get; } = [];

    /// <summary>Hashes of the values that do not change, by field.</summary>
    public Dictionary<string, int> Constants { get; } = [];

    /// <summary>What the last response to a change said, by field.</summary>
    public WrittenValues? Written { get; set; }

    /// <summary>A client has changed the resource, so that its states may begin again.</summary>
    public void ForgetStates(DateTimeOffset changedAt)
    {
        States.Clear();
        ChangedAt = changedAt;
    }

    /// <summary>When the response to the last change had arrived.</summary>
    public DateTimeOffset ChangedAt { get; private set; } = DateTimeOffset.MinValue;
}

/// <summary>What the response to a change said.</summary>
/// <param name="UpdatedAt">The time of the change, as the response has it.</param>
/// <param name="Values">Hashes of the values by field.</param>
internal sealed record WrittenValues(string UpdatedAt, IReadOnlyDictionary<string, int> Values);
