using System.Globalization;
using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.Images;
using Scopix.Emulator.ObjectStore;
using Scopix.Fixtures;

namespace Scopix.Emulator.Videos;

/// <summary>The scenes of a video (public: the older reference, Videos API, List Scenes; the current path is not documented).</summary>
public sealed class VideosApi(IObjectStore store, EmbeddedStore pictures)
{
    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder api) => api.Operation("videos.scenes", "GET", "/videos/{video_id}/scenes", Scenes, Evidence.Public);

    private Answer Scenes(Call call)
    {
        var id = call.RouteUuid("video_id");

        var file = call.World.Read(turn => FileStore.Get(turn, id, "video"));

        var picture = new FileLinks(store, pictures, call).Picture(file, Variant.Small);
        SceneShown[] scenes = [.. (file.Scenes ?? []).Select((scene, index) => SceneShown.Of(file, scene, index, picture))];
        return Answer.Ok(new ScenesShown(id, scenes.Length, scenes));
    }
}

/// <summary>The scenes of a video; none until its analysis is completed.</summary>
public sealed record ScenesShown(string VideoId, int Count, SceneShown[] Scenes);

/// <summary>A scene: times in seconds from the beginning; the thumbnail is the video's own.</summary>
public sealed record SceneShown(
    string SceneId, int SceneIndex, double StartTime, double EndTime, string TimeRangeFormatted, string Description, IReadOnlyList<string> Tags,
    string? VisibleText, double? ConfidenceScore, string EmbeddingStatus, Uri? ThumbnailUrl, DateTimeOffset? CreatedAt)
{
    /// <summary>A scene of a video whose analysis is completed.</summary>
    public static SceneShown Of(FileRecord file, VideoScene scene, int index, Uri? picture) => new(
        IdOf(file.Id, index), index, scene.StartTime, scene.EndTime, $"{Clock(scene.StartTime)}-{Clock(scene.EndTime)}", scene.Description, scene.Tags ?? [],
        scene.VisibleText, scene.ConfidenceScore, "completed", picture, file.Stage(Processing.Pipeline.VideoAnalysis)!.EndedAt);

    /// <summary>Minutes and seconds as the example writes them: <c>0:45</c>; hours only when there are any.</summary>
    private static string Clock(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Floor(seconds));
        return time.TotalHours < 1 ? time.ToString(@"m\:ss", CultureInfo.InvariantCulture) : $"{(int)time.TotalHours}:{time:mm\\:ss}";
    }

    /// <summary>The scene's UUID: the video's, its last 12 digits replaced by a digest of the two.</summary>
    private static string IdOf(string video, int index) => video[..24] + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
        System.Text.Encoding.ASCII.GetBytes($"{video}/{index}")))[..12];
}
