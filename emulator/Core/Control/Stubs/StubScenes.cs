using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Fixtures;

namespace Scopix.Emulator.Control.Stubs;

internal static class StubScenes
{
    public const int MaxScenes = 1_000;

    private const double MaxSeconds = 86_400;

    public static void Check(IReadOnlyList<VideoScene>? scenes)
    {
        if (scenes is null) return;
        if (scenes.Count > MaxScenes) throw InvalidScenes($"at most {MaxScenes} scenes");
        var end = 0.0;
        foreach (var scene in scenes)
        {
            if (scene is null) throw InvalidScenes("must not contain null");
            if (!(scene.StartTime >= end && scene.EndTime > scene.StartTime && scene.EndTime <= MaxSeconds))
                throw InvalidScenes(
                    $"each scene needs 0 <= start_time < end_time <= {MaxSeconds}, and must not begin before the one before it ends");
            if (scene.Description is not { Length: > 0 and <= 10_000 })
                throw InvalidScenes("each description must be 1 to 10000 characters");
            if (scene.Tags is not null) FileTags.Normalize([.. scene.Tags]);
            if (scene.VisibleText is { Length: > 10_000 }) throw InvalidScenes("each visible_text is at most 10000 characters");
            if (scene.ConfidenceScore is { } score && !(score >= 0 && score <= 1))
                throw InvalidScenes("each confidence_score must be between 0 and 1");
            end = scene.EndTime;
        }
    }

    private static ApiError InvalidScenes(string issue) => ApiError.Invalid("scenes", issue);
}
