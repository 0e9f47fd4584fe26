using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Control.Stages;

/// <summary>What the emulator knows of a file beyond the API.</summary>
/// <param name="SessionId">The session with which it was uploaded; null when there is none.</param>
/// <param name="DeletedAt">When it was deleted; null when it is not.</param>
/// <param name="HasContent">True when its bytes are stored; false for a link and for files of <c>scale</c>.</param>
/// <param name="Stages">Its stages, in the order in which they can run; the API has times of an image's stages alone.</param>
/// <param name="AiFields">The AI results that the API shows, with their sources; none before the description is completed.</param>
internal sealed record FileStateResponse(
    string FileId, string Filename, string? SessionId, string? FolderId, string? ProjectId, DateTimeOffset? DeletedAt, bool HasContent,
    StageResource[] Stages, AiFieldSource[] AiFields)
{
    public static FileStateResponse From(FileRecord file, bool hasContent) =>
        new(file.Id, file.Filename, file.SessionId ?? file.DirectSessionId, file.FolderId, file.ProjectId, file.DeletedAt, hasContent,
            [.. file.Stages.Select(StageResource.From)],
            file.RevealedOutcome is { } outcome ? [.. AiFieldSource.List(outcome, file.MediaType)] : []);
}

/// <param name="Stage">Its name.</param>
/// <param name="After">The stage that must end before; null when there is none.</param>
/// <param name="Held">True while it waits for a release.</param>
/// <param name="Stalled">True when it never ends by itself.</param>
/// <param name="DurationMs">How long it takes, in milliseconds; less when it was ended by an action.</param>
/// <param name="ReleasedAt">When it was allowed to run; null while it is held.</param>
/// <param name="ErrorType">A DescriptionErrorType (seed 002); null unless it failed.</param>
internal sealed record StageResource(
    string Stage, string? After, string Status, bool Held, bool Stalled, long DurationMs, DateTimeOffset? ReleasedAt,
    DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string? ErrorType, string? ErrorMessage)
{
    public static StageResource From(Stage stage)
    {
        var hasEnded = ComponentStatus.IsTerminal(stage.Status);
        var failure = stage.Status == ComponentStatus.Failed ? stage.Failure : null;
        return new(
            stage.Name, stage.After, stage.Status, !hasEnded && stage.ReleasedAt is null, !hasEnded && stage.Stalled, stage.DurationMs,
            stage.ReleasedAt, stage.StartedAt, stage.EndedAt, failure?.Type, failure?.Message);
    }
}
