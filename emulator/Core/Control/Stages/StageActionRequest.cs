using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Control.Rules;

namespace Scopix.Emulator.Control.Stages;

/// <summary>An action on a stage.</summary>
/// <param name="Action"><c>hold</c> keeps the stage as it is until it is released, <c>release</c> lets a held or stalled stage run from now
/// on, <c>complete</c> and <c>fail</c> end it now, <c>retry</c> runs a failed stage again.</param>
/// <param name="Fail">With <c>fail</c>: a DescriptionErrorType (seed 002), or a message of the type <c>unknown</c>; <c>unknown</c> when
/// null.</param>
/// <param name="Message">With <c>fail</c> and a type: the message.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record StageActionRequest(string Action, string? Fail = null, string? Message = null)
{
    public const string Retry = "retry";

    /// <exception cref="ApiError">422, with the name of the field.</exception>
    public void Check()
    {
        if (Action is not ("hold" or "release" or "complete" or "fail" or Retry))
            throw ApiError.Invalid("action", "must be one of hold, release, complete, fail, retry");
        if (Action != "fail" && Fail is not null) throw ApiError.Invalid("fail", "can only be combined with the action fail");
        if (Fail is null && Message is not null) throw ApiError.Invalid("message", "can only be combined with fail");
        if (Message is { Length: 0 or > 1_000 }) throw ApiError.Invalid("message", "must be 1 to 1000 characters");
        StageFailureText.Validate("fail", Fail);
    }

    /// <exception cref="ApiError">409: the stage has ended, is not held, is already held, or an earlier stage has not ended.</exception>
    public FileRecord ApplyTo(FileRecord file, Stage stage, DateTimeOffset now)
    {
        var changed = Apply(stage, file, now);
        return file.ReplaceStage(stage, changed);
    }

    private Stage Apply(Stage stage, FileRecord file, DateTimeOffset now)
    {
        var held = stage.ReleasedAt is null || stage.Stalled;
        if (ComponentStatus.IsTerminal(stage.Status) || (Action == "release" && !held))
            throw ApiError.Conflict($"Stage {stage.Name} is not held: it is {stage.Status}");
        if (Action == "hold")
            return stage.ReleasedAt is null
                ? throw ApiError.Conflict($"Stage {stage.Name} is held already") : stage with { ReleasedAt = null };
        var released = stage with { ReleasedAt = now, Stalled = false };
        if (Action == "release") return released;
        if (stage.After is { } before && !ComponentStatus.IsTerminal(file.FindStage(before)!.Status))
            throw ApiError.Conflict($"Stage {stage.Name} cannot end before {before}, which is {file.FindStage(before)!.Status}");
        var failure = Action == "complete" ? null : StageFailures.Create(stage.Name, Fail ?? "unknown", Message);
        return released with { DurationMs = 0, Failure = failure };
    }
}
