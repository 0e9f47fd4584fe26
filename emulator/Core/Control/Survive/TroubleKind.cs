namespace Scopix.Emulator.Control.Survive;

/// <summary>A kind of trouble.</summary>
/// <param name="Name">E.g. <c>reset_after</c>.</param>
/// <param name="Category">One of <see cref="TroubleCategories"/>.</param>
/// <param name="Effect">What its fault does; null for a jump of the clock, and when it depends on the call.</param>
/// <param name="AppliesTo">Which calls can meet it.</param>
/// <param name="Description">What happens, in a sentence.</param>
internal sealed record TroubleKind(
    string Name, string Category, Fault? Effect, Func<TroubleTarget, bool> AppliesTo, string Description)
{
    /// <summary>Acts as often as a client tries.</summary>
    public const int Always = 1_000_000;

    /// <summary>The more of the known clients fail at it, the lower: the order within a plan.</summary>
    public int Rank { get; init; } = 5;

    /// <summary><c>documented</c>, <c>public</c>, <c>assumed</c>, or <c>network</c> for what every network does.</summary>
    public string Evidence { get; init; } = "network";

    /// <summary>Where it is known from, with the sentence if there is one.</summary>
    public string Source { get; init; } = "Every network: a request without an answer may have been carried out or not.";

    /// <summary>Words, in lower case, that name the trouble in the output of a command.</summary>
    public string[] Words { get; init; } = [];

    public int? ClockSeconds { get; init; }

    /// <summary>What its fault does at a call; null when it can do nothing there.</summary>
    public Func<TroubleTarget, Fault?>? FindEffect { get; init; }

    public bool IsLasting => Effect?.Times == Always;

    public bool CanMeet(TroubleTarget target) => AppliesTo(target) && (FindEffect is null || FindEffect(target) is not null);

    /// <param name="prefix">What the ids of a vendor's storage requests begin with, since both vendors have them.</param>
    public Experiment CreateExperiment(TroubleTarget target, string prefix) => new(
        $"{(target.Storage is null ? "" : prefix)}{target.Operation}#{target.Occurrence}/{Name}", target.Operation, target.Occurrence,
        Name, Category, Description,
        (Effect ?? FindEffect?.Invoke(target)) is { } effect ? [target.Aim(effect)] : [], ClockSeconds, IsLasting, Evidence, Source);
}
